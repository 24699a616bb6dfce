import { html } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { lazily } from '../app/chunk';
import { ifKnown, Loading } from '../app/loading';
import { count, duration, localClock, time } from '../app/format';
import type { Audit } from '../pages/audit';
import { behind, oldest, partitions, sum, type Partitions } from './partitions';
import { some, tile } from './tile';

const charts = lazily(() => import('./charts'));

interface Sample { at: number; events: number; lag: Map<number, number> }

/** So many samples are charted. */
const SAMPLES = 60;
/** How often is asked, ms. What needs an operator changes seldom, and is asked for every sixth time. */
const EVERY = 5_000;
const SELDOM = 6;
/** From so many events on, or after so many ms, a delay is one that somebody should look at. */
const MANY = 1_000;
const LONG = 10_000;
/** The steps of the heat map: how many events, what that is called, and the style sheet's name of its colour. */
const STEPS: { range: { value: number } | { min: number; max?: number }; label: string; name: string }[] = [
  { range: { value: 0 }, label: 'none', name: 'lag-none' },
  { range: { min: 1, max: 9 }, label: '1 to 9', name: 'lag-few' },
  { range: { min: 10, max: 99 }, label: '10 to 99', name: 'lag-some' },
  { range: { min: 100, max: MANY - 1 }, label: '100 to 999', name: 'lag-many' },
  { range: { min: MANY }, label: '1,000 and more', name: 'lag-most' },
];
/** Of a rebuild that is over, or waits for nobody. */
const OVER: Record<string, string> = {
  ACTIVE: 'Its views answer queries', ROLLED_BACK: 'It was rolled back', CANCELLING: 'It was cancelled', CANCELLED: 'It was cancelled',
  DROPPING: 'It is complete', DROPPED: 'It is complete',
};
/** Of one that is under way. */
const UNDER_WAY: Record<string, string> = {
  PREPARING: 'Being prepared', FILLING: 'Under way', COMPARING: 'Comparing rows', COMPARED: 'Ready to activate', PAUSED: 'Paused',
};

interface Numbers extends Partitions {
  quarantine?: number;
  deadLetters?: number;
  audit?: Audit;
  /** Null when there was none. */
  rebuild?: { state: string; changedAt: string } | null;
  samples: Sample[];
  turn: number;
}

/** What needs an operator, and how the system does: events a second, and how far behind each partition is. */
class SystemTiles extends ConsoleElement {
  private numbers = new Loading<Numbers>(this, (signal, last) => this.ask(signal, last), EVERY);
  /** Something did not answer when it was last asked what needs an operator. */
  private incomplete = false;

  private async ask(signal: AbortSignal, last?: Numbers): Promise<Numbers> {
    const now = await partitions(signal, last);
    const answers = now.projectedAt === now.askedAt;
    const samples = answers ? [...last?.samples ?? [], {
      at: now.askedAt, events: sum(now.projected!, one => one.position + one.lagEvents),
      lag: new Map(now.projected!.map(one => [one.partition, one.lagEvents])),
    }].slice(-SAMPLES) : last?.samples ?? [];
    const next: Numbers = { ...last, ...now, samples, turn: (last?.turn ?? -1) + 1 };
    if (next.turn % SELDOM === 0 || this.incomplete && answers) {
      const [quarantine, audit, rebuilds, letters] = await Promise.all([
        ifKnown(get<{ streams: unknown[] }>('/queries/v1/admin/quarantine?limit=1000', signal)),
        ifKnown(get<Audit>('/queries/v1/admin/audit', signal)),
        ifKnown(get<{ rebuilds: { state: string; changedAt: string }[] }>('/queries/v1/admin/rebuilds', signal)),
        ifKnown(get<{ items: unknown[] }>('/commands/v1/admin/set-aside', signal)),
      ]);
      next.quarantine = quarantine?.body.streams.length ?? last?.quarantine;
      next.audit = audit?.body ?? last?.audit;
      next.rebuild = rebuilds ? rebuilds.body.rebuilds[0] ?? null : last?.rebuild;
      next.deadLetters = letters?.body.items.length ?? last?.deadLetters;
      this.incomplete = !quarantine || !audit || !rebuilds || !letters;
    }
    return next;
  }

  protected firstUpdated() {
    // large, and the numbers say the same
    charts();
  }

  protected render() {
    this.numbers.of('all');
    return html`<section aria-labelledby="system"><h2 id="system">The system</h2>${this.numbers.show(numbers => html`<ul class="tiles">
        ${this.rate(numbers)}${this.visible(numbers)}${this.relay(numbers)}${this.lag(numbers)}
        ${this.quarantine(numbers)}${this.deadLetters(numbers)}${this.audit(numbers)}${this.rebuild(numbers)}
      </ul>
      <h2>Lag by partition</h2>
      ${numbers.projected && numbers.samples.length > 0 ? html`<p>Events that are published and not yet visible. Each row is a partition, each column a
        sample, one in ${duration(EVERY)}, the newest at the right.</p>
      <ul class="legend" aria-label="Events not yet visible, by colour">${STEPS.map(step => html`<li><span class="swatch ${step.name}"></span>${step.label}</li>`)}</ul>
      <data-chart class="chart" .label=${`Lag by partition over time: ${some(sum(numbers.projected, one => one.lagEvents), 'event is', 'events are')} not yet visible now`} .option=${this.heat(numbers)}></data-chart>
      <p><a href="/console/partitions">The same as a table, with replicas and leaders</a></p>`
        : html`<p class="state" role="status">The query side, or Kafka, does not answer. It is asked again every 5 seconds.</p>`}`)}</section>`;
  }

  private rate({ samples, ...numbers }: Numbers) {
    const [before, now] = [samples[0], samples.at(-1)];
    const millis = before && now ? now.at - before.at : 0;
    const rate = millis > 0 ? (now!.events - before!.events) / millis * 1000 : 0;
    return tile({
      title: 'New events',
      value: !now ? undefined : millis === 0 ? 'Measuring …' : rate === 0 ? 'None' : `${count(Math.max(0.1, Math.round(rate * 10) / 10))} a second`,
      means: !now ? 'The query side, or Kafka, does not answer.'
        : millis === 0 ? `Two samples are needed; the second one comes in ${duration(EVERY)}.`
          : rate === 0 ? `Nothing was ordered or changed in the last ${duration(millis)}.`
            : `The average of the last ${duration(millis)}, since this page is open.`,
      link: '/partitions', linkText: 'Show them by partition', alert: 'CartularyAppendsSlow', notSince: old(numbers.projectedAt, numbers),
    });
  }

  private visible({ visible, projected, ...numbers }: Numbers) {
    return tile({
      title: 'Commit → visible',
      value: visible ? `Within ${duration(visible.p95Millis)}` : projected ? 'None' : undefined,
      means: visible ? `So quickly queries saw 95 of 100 events of the last ${duration(visible.windowMillis)}; half of them within ${duration(visible.p50Millis)},
        the slowest within ${duration(visible.maxMillis)}. Of the replica that answers.`
        : projected ? 'No event became visible in the last 5 minutes at the replica that answers, so there is no delay.' : 'The query side, or Kafka, does not answer.',
      link: '/partitions', linkText: 'Show the projections', alert: 'CartularyProjectionLag', bad: (visible?.p95Millis ?? 0) > LONG, notSince: old(numbers.projectedAt, numbers),
    });
  }

  private relay({ relayed, ...numbers }: Numbers) {
    const backlog = sum(relayed ?? [], one => one.backlog);
    const waits = oldest(relayed ?? []);
    const stopped = (relayed ?? []).filter(one => one.state === 'STOPPED');
    const free = (relayed ?? []).filter(one => one.state === 'FREE');
    const unknown = (relayed ?? []).filter(one => one.backlog === undefined).length;
    const [text, alert] = !relayed ? ['The command side does not answer.', 'CartularyCommandSideGone']
      : stopped.length > 0 ? [`Partitions that have stopped: ${stopped.map(one => one.partition).join(', ')}.`, 'CartularyRelayStopped']
        : free.length > 0 ? [`Partitions that nobody publishes: ${free.map(one => one.partition).join(', ')}.`, 'CartularyPartitionWithoutLeader']
          : waits > 0 ? [`Committed and not yet published to Kafka, now. The oldest waits for ${duration(waits)}.`, waits > LONG ? 'CartularyRelayLate' : 'CartularyRelayBacklog']
            : ['Every committed event is published to Kafka, now.', 'CartularyRelayBacklog'];
    return tile({
      title: 'Relay backlog', value: relayed && some(backlog, 'event', 'events'),
      means: unknown > 0 ? `${text} Not known of ${unknown === 1 ? 'one partition' : unknown + ' partitions'}.` : text,
      link: '/partitions', linkText: 'Show the relay', alert, bad: stopped.length + free.length > 0 || backlog > MANY || waits > LONG,
      notSince: old(numbers.relayedAt, numbers),
    });
  }

  private lag({ projected, ...numbers }: Numbers) {
    const lag = sum(projected ?? [], one => one.lagEvents);
    return tile({
      title: 'Not yet visible', value: projected && some(lag, 'event', 'events'),
      means: !projected ? 'The query side, or Kafka, does not answer.'
        : lag ? `Published and not yet seen by queries, now. The views are behind by up to ${duration(behind(projected))}.` : 'Queries see every published event, now.',
      link: '/partitions', linkText: 'Show the projections', alert: 'CartularyProjectionLag', bad: lag > MANY, notSince: old(numbers.projectedAt, numbers),
    });
  }

  private quarantine({ quarantine }: Numbers) {
    return tile({
      title: 'Quarantine', value: quarantine === undefined ? undefined : some(quarantine, 'stream', 'streams'),
      means: quarantine === undefined ? 'The query side does not answer.'
        : quarantine === 0 ? 'Every cart, order and product is shown as its events say, now.'
          : 'Carts, orders or products that are shown as they were before an event that can’t be projected, now.',
      link: '/quarantine', linkText: 'Show what waits', alert: 'CartularyStreamsInQuarantine', bad: (quarantine ?? 0) > 0,
    });
  }

  private deadLetters({ deadLetters }: Numbers) {
    return tile({
      title: 'Dead letters', value: deadLetters === undefined ? undefined : some(deadLetters, 'command', 'commands'),
      means: deadLetters === undefined ? 'The command side does not answer.'
        : deadLetters === 0 ? 'Every command of other systems could be read and carried out or rejected.'
          : 'Commands of other systems that were set aside, and wait for a replay.',
      link: '/dead-letters', linkText: 'Show them, and why', alert: 'CartularyCommandsSetAside', bad: (deadLetters ?? 0) > 0,
    });
  }

  private audit({ audit }: Numbers) {
    return tile({
      title: 'Audit', value: audit && some(audit.differing, 'difference', 'differences'),
      means: !audit ? 'The query side does not answer.'
        : audit.checked === 0 ? 'No stream was checked yet, since the start of the replica that answers.'
          : audit.differing === 0 ? `The rows of ${some(audit.checked, 'stream', 'streams')} were compared with their events, and none differs. Since the start of the replica that answers.`
            : `Rows that are not what their events say, found in ${some(audit.checked, 'check', 'checks')} of streams. Since the start of the replica that answers.`,
      link: '/audit', linkText: 'Show the audit', alert: 'CartularyAuditDifference', bad: (audit?.differing ?? 0) > 0,
    });
  }

  private rebuild({ rebuild }: Numbers) {
    const over = rebuild && OVER[rebuild.state];
    return tile({
      title: 'Rebuild', value: rebuild === undefined ? undefined : !rebuild || over ? 'None under way' : UNDER_WAY[rebuild.state] ?? rebuild.state,
      means: rebuild === undefined ? 'The query side does not answer.'
        : !rebuild ? 'No views were rebuilt yet.'
          : over ? html`The last one: ${over.charAt(0).toLowerCase() + over.slice(1)}, ${time(rebuild.changedAt)}. There is nothing to do.`
            : html`Views are built again from the events, beside those that answer. Since ${time(rebuild.changedAt)}.`,
      link: '/rebuilds', linkText: 'Show rebuilds', alert: 'CartularyAuditDifference',
    });
  }

  private heat(numbers: Numbers) {
    const names = numbers.projected!.map(one => String(one.partition));
    const colours = getComputedStyle(document.documentElement);
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
      tooltip: { formatter: (one: any) => `partition ${names[one.value[1]]}, ${numbers.samples[one.value[0]] ? localClock(numbers.samples[one.value[0]].at) : ''}: ${some(one.value[2], 'event', 'events')}` },
      xAxis: { type: 'category', data: numbers.samples.map(sample => localClock(sample.at)) },
      yAxis: { type: 'category', data: names, name: 'Partition' },
      visualMap: { type: 'piecewise', show: false, pieces: STEPS.map(step => ({ ...step.range, color: colours.getPropertyValue('--' + step.name) })) },
      series: [{ type: 'heatmap', itemStyle: { borderColor: 'transparent', borderWidth: 1 }, data: numbers.samples.flatMap((sample, x) => numbers.projected!.map((one, y) => [x, y, sample.lag.get(one.partition) ?? 0])) }],
    };
  }
}

/** When something was known last, unless it is known now. */
function old(at: number | undefined, { askedAt }: Partitions): number | undefined {
  return at === askedAt ? undefined : at;
}

customElements.define('system-tiles', SystemTiles);
