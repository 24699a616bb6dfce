import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { ifKnown, Loading } from '../app/loading';
import { count, duration, words } from '../app/format';
import { settings } from '../app/session';
import { behind, oldest, partitions, sum, type Partitions } from '../parts/partitions';
import { runbook } from '../parts/runbook';
import type { Audit } from './audit';

interface Sample { at: number; events: number; lag: Map<number, number> }

/** So many samples are charted. */
const SAMPLES = 60;
/** How often is asked, ms. What needs an operator changes seldom, and is asked for every sixth time. */
const EVERY = 5_000;
const SELDOM = 6;
/** From so many events on, or after so many ms, a delay is one that somebody should look at. */
const MANY = 1_000;
const LONG = 10_000;

interface Numbers extends Partitions {
  quarantine?: number;
  deadLetters?: number;
  audit?: Audit;
  rebuild?: { state: string };
  samples: Sample[];
  turn: number;
}

/** What needs an operator, and how the system does: events a second, and how far behind each partition is. */
class OverviewPage extends ConsoleElement {
  private numbers = new Loading<Numbers>(this, (signal, last) => this.ask(signal, last), EVERY);

  private async ask(signal: AbortSignal, last?: Numbers): Promise<Numbers> {
    const now = await partitions(signal);
    const samples = now.projected ? [...last?.samples ?? [], {
      at: Date.now(), events: sum(now.projected, one => one.position + one.lagEvents),
      lag: new Map(now.projected.map(one => [one.partition, one.lagEvents])),
    }].slice(-SAMPLES) : last?.samples ?? [];
    const next: Numbers = { ...last, ...now, samples, turn: (last?.turn ?? -1) + 1 };
    if (next.turn % SELDOM === 0) {
      const [quarantine, audit, rebuilds, letters] = await Promise.all([
        ifKnown(get<{ streams: unknown[] }>('/queries/v1/admin/quarantine?limit=1000', signal)),
        ifKnown(get<Audit>('/queries/v1/admin/audit', signal)),
        ifKnown(get<{ rebuilds: { state: string }[] }>('/queries/v1/admin/rebuilds', signal)),
        ifKnown(get<{ items: unknown[] }>('/commands/v1/admin/set-aside', signal)),
      ]);
      next.quarantine = quarantine?.body.streams.length;
      next.audit = audit?.body;
      next.rebuild = rebuilds?.body.rebuilds[0];
      next.deadLetters = letters?.body.items.length;
    }
    return next;
  }

  protected firstUpdated() {
    // large, and the numbers say the same
    void import('../parts/charts');
  }

  protected render() {
    this.numbers.of('all');
    return html`<h1>Overview</h1>${this.numbers.show(numbers => html`<ul class="tiles">
        ${this.rate(numbers)}${this.visible(numbers)}${this.relay(numbers)}${this.lag(numbers)}
        ${waiting('Quarantine', numbers.quarantine, 'quarantine', 'See what waits', 'Nothing waits', 'CartularyStreamsInQuarantine')}
        ${waiting('Dead letters', numbers.deadLetters, 'dead-letters', 'See why', 'None', 'CartularyCommandsSetAside')}
        ${tile('Audit', numbers.audit && count(numbers.audit.differing), html`<a href="/console/audit">${count(numbers.audit?.checked ?? 0)} streams checked</a>`,
          'CartularyAuditDifference', (numbers.audit?.differing ?? 0) > 0)}
        ${tile('Rebuild', numbers.rebuild ? words(numbers.rebuild.state) : 'None', html`<a href="/console/rebuilds">Rebuilds</a>`, 'CartularyAuditDifference')}
      </ul>
      <h2>Lag by partition</h2>
      ${numbers.projected ? html`<data-chart class="chart" .label=${`Lag by partition over time: ${count(sum(numbers.projected, one => one.lagEvents))} events are not yet visible now`} .option=${this.heat(numbers)}></data-chart>
      <p><a href="/console/partitions">The same as a table, with replicas and leaders</a></p>` : html`<p class="state" role="status">The query side, or Kafka, does not answer. It is asked again every 5 seconds.</p>`}`)}`;
  }

  private rate({ samples }: Numbers) {
    const [before, now] = [samples[0], samples.at(-1)];
    const millis = before && now ? now.at - before.at : 0;
    const rate = millis > 0 ? (now!.events - before!.events) / millis * 1000 : 0;
    return tile('Events a second', count(Math.round(rate * 10) / 10),
      html`<a href="/console/partitions">${millis > 0 ? `Of the last ${duration(millis)}` : 'From the next sample on'}</a>`, 'CartularyAppendsSlow');
  }

  private visible({ visible, projected }: Numbers) {
    const text = visible ? `Half within ${duration(visible.p50Millis)}, all within ${duration(visible.maxMillis)}`
      : projected ? 'Nothing new in the last 5 minutes' : 'No answer';
    return tile('Commit → visible', visible && duration(visible.p95Millis), html`<a href="/console/partitions">${text}</a>
      ${visible ? html`<small>95 of 100 events of the last ${duration(visible.windowMillis)}, at the replica that answers.</small>` : nothing}`,
    'CartularyProjectionLag', (visible?.p95Millis ?? 0) > LONG);
  }

  private relay({ relayed }: Numbers) {
    const backlog = sum(relayed ?? [], one => one.backlog);
    const waits = oldest(relayed ?? []);
    const stopped = (relayed ?? []).filter(one => one.state === 'STOPPED');
    const free = (relayed ?? []).filter(one => one.state === 'FREE');
    const unknown = (relayed ?? []).filter(one => one.backlog === undefined).length;
    const [text, alert] = !relayed ? ['No answer', 'CartularyCommandSideGone']
      : stopped.length > 0 ? [`Stopped: ${stopped.map(one => one.partition).join(', ')}`, 'CartularyRelayStopped']
        : free.length > 0 ? [`Without leader: ${free.map(one => one.partition).join(', ')}`, 'CartularyPartitionWithoutLeader']
          : waits > 0 ? [`The oldest for ${duration(waits)}`, waits > LONG ? 'CartularyRelayLate' : 'CartularyRelayBacklog']
            : ['All events are published', 'CartularyRelayBacklog'];
    return tile('Relay backlog', relayed && count(backlog), html`<a href="/console/partitions">${text}</a>
      ${unknown > 0 ? html`<small>Not known of ${unknown === 1 ? 'one partition' : unknown + ' partitions'}.</small>` : nothing}`, alert,
    stopped.length + free.length > 0 || backlog > MANY || waits > LONG);
  }

  private lag({ projected }: Numbers) {
    const lag = sum(projected ?? [], one => one.lagEvents);
    return tile('Not yet visible', projected && count(lag),
      html`<a href="/console/partitions">${!projected ? 'No answer' : lag ? `For ${duration(behind(projected))}` : 'All events are visible'}</a>`,
      'CartularyProjectionLag', lag > MANY);
  }

  private heat(numbers: Numbers) {
    const most = Math.max(10, ...numbers.samples.flatMap(sample => [...sample.lag.values()]));
    const names = numbers.projected!.map(one => String(one.partition));
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 48, containLabel: true },
      tooltip: { formatter: (one: any) => `partition ${names[one.value[1]]}: ${count(one.value[2])} events` },
      xAxis: { type: 'category', data: numbers.samples.map(sample => new Date(sample.at).toLocaleTimeString()) },
      yAxis: { type: 'category', data: names },
      visualMap: { min: 0, max: most, orient: 'horizontal', left: 'center', bottom: 0, inRange: { color: ['#2e7d4f', '#e0b040', '#c0392b'] }, textStyle: { color: getComputedStyle(document.body).color } },
      series: [{ type: 'heatmap', data: numbers.samples.flatMap((sample, x) => numbers.projected!.map((one, y) => [x, y, sample.lag.get(one.partition) ?? 0])) }],
    };
  }
}

function waiting(title: string, number: number | undefined, page: string, some: string, none: string, alert: string) {
  return tile(title, number === undefined ? undefined : count(number),
    html`<a href="/console/${page}">${number === undefined ? 'No answer' : number ? some : none}</a>`, alert, (number ?? 0) > 0);
}

/** @param value undefined when it is not known */
function tile(title: string, value: string | undefined, below: TemplateResult, alert: string, bad = false) {
  return html`<li class=${bad ? 'bad' : 'good'}><h2>${title}</h2><p class="figure">${value ?? '–'}</p><p>${below}</p>
    <p class="runbook">${runbook(settings.runbook, alert, title)}</p></li>`;
}

customElements.define('overview-page', OverviewPage);
