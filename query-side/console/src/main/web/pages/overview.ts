import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { Loading } from '../app/loading';
import { count, duration, words } from '../app/format';
import { settings } from '../app/session';
import { runbook } from '../parts/runbook';
import type { Audit } from './audit';

interface Partition { partition: number; position: number; lagEvents: number; lagMillis?: number; replica?: string; host?: string }

interface Sample { at: number; events: number; lag: Map<number, number> }

/** So many samples are charted. */
const SAMPLES = 60;
/** How often is asked, ms. What needs an operator changes seldom, and is asked for every sixth time. */
const EVERY = 5_000;
const SELDOM = 6;

interface Numbers {
  partitions: Partition[];
  quarantine: number;
  deadLetters: number;
  audit?: Audit;
  rebuild?: { state: string };
  samples: Sample[];
  turn: number;
}

/** What needs an operator, and how the system does: events a second, and how far behind each partition is. */
class OverviewPage extends ConsoleElement {
  private numbers = new Loading<Numbers>(this, (signal, last) => this.ask(signal, last), EVERY);

  private async ask(signal: AbortSignal, last?: Numbers): Promise<Numbers> {
    const { partitions } = (await get<{ partitions: Partition[] }>('/queries/v1/admin/projections', signal)).body;
    const sample: Sample = {
      at: Date.now(), events: partitions.reduce((sum, one) => sum + one.position + one.lagEvents, 0),
      lag: new Map(partitions.map(one => [one.partition, one.lagEvents])),
    };
    const next: Numbers = {
      quarantine: 0, deadLetters: 0, ...last, partitions, samples: [...last?.samples ?? [], sample].slice(-SAMPLES), turn: (last?.turn ?? -1) + 1,
    };
    if (next.turn % SELDOM === 0) {
      const [quarantine, audit, rebuilds, letters] = await Promise.all([
        get<{ streams: unknown[] }>('/queries/v1/admin/quarantine?limit=1000', signal),
        get<Audit>('/queries/v1/admin/audit', signal),
        get<{ rebuilds: { state: string }[] }>('/queries/v1/admin/rebuilds', signal),
        get<{ items: unknown[] }>('/commands/v1/admin/set-aside', signal),
      ]);
      next.quarantine = quarantine.body.streams.length;
      next.audit = audit.body;
      next.rebuild = rebuilds.body.rebuilds[0];
      next.deadLetters = letters.body.items.length;
    }
    return next;
  }

  protected firstUpdated() {
    // large, and the numbers say the same
    void import('../parts/charts');
  }

  protected render() {
    this.numbers.of('all');
    return html`<h1>Overview</h1>${this.numbers.show(numbers => {
      const lag = numbers.partitions.reduce((sum, one) => sum + one.lagEvents, 0);
      const late = Math.max(0, ...numbers.partitions.filter(one => one.lagEvents > 0).map(one => one.lagMillis ?? 0));
      const [before, now] = [numbers.samples[0], numbers.samples.at(-1)!];
      const rate = now.at > before.at ? (now.events - before.events) / (now.at - before.at) * 1000 : 0;
      return html`<ul class="tiles">
        ${tile('Events a second', count(Math.round(rate * 10) / 10), now.at > before.at ? `of the last ${duration(now.at - before.at)}` : 'from the next sample on', 'good')}
        ${tile('Not yet visible', count(lag), lag ? html`for ${duration(late)} ${runbook(settings.runbook, 'CartularyProjectionLag')}` : 'All events are visible', lag > 1000 ? 'bad' : 'good')}
        ${tile('Quarantine', count(numbers.quarantine), html`<a href="/console/quarantine">${numbers.quarantine ? 'See what waits' : 'Nothing waits'}</a> ${runbook(settings.runbook, 'CartularyStreamsInQuarantine')}`, numbers.quarantine ? 'bad' : 'good')}
        ${tile('Dead letters', count(numbers.deadLetters), html`<a href="/console/dead-letters">${numbers.deadLetters ? 'See why' : 'None'}</a> ${runbook(settings.runbook, 'CartularyCommandsSetAside')}`, numbers.deadLetters ? 'bad' : 'good')}
        ${tile('Audit', numbers.audit ? count(numbers.audit.differing) : '–', html`<a href="/console/audit">${count(numbers.audit?.checked ?? 0)} streams checked</a> ${runbook(settings.runbook, 'CartularyAuditDifference')}`, numbers.audit?.differing ? 'bad' : 'good')}
        ${tile('Rebuild', numbers.rebuild ? words(numbers.rebuild.state) : 'None', html`<a href="/console/rebuilds">Rebuilds</a>`, 'good')}
      </ul>
      <h2>Lag by partition</h2>
      <data-chart class="chart" .label=${`Lag by partition over time: ${count(lag)} events are not yet visible now`} .option=${this.heat(numbers)}></data-chart>
      <details><summary>As a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Partitions"><table>
        <thead><tr><th class="number">Partition</th><th class="number">Position</th><th class="number">Lag</th><th>Behind for</th><th>Replica</th></tr></thead>
        <tbody>${numbers.partitions.map(one => html`<tr><td class="number">${one.partition}</td><td class="number">${count(one.position)}</td>
          <td class="number">${count(one.lagEvents)}</td><td>${one.lagEvents ? duration(one.lagMillis ?? 0) : nothing}</td><td>${one.host ?? 'none'}</td></tr>`)}</tbody></table></div></details>`;
    })}`;
  }

  private heat(numbers: Numbers) {
    const most = Math.max(10, ...numbers.samples.flatMap(sample => [...sample.lag.values()]));
    const names = numbers.partitions.map(one => String(one.partition));
    return {
      grid: { left: 8, right: 8, top: 8, bottom: 48, containLabel: true },
      tooltip: { formatter: (one: any) => `partition ${names[one.value[1]]}: ${count(one.value[2])} events` },
      xAxis: { type: 'category', data: numbers.samples.map(sample => new Date(sample.at).toLocaleTimeString()) },
      yAxis: { type: 'category', data: names },
      visualMap: { min: 0, max: most, orient: 'horizontal', left: 'center', bottom: 0, inRange: { color: ['#2e7d4f', '#e0b040', '#c0392b'] }, textStyle: { color: getComputedStyle(document.body).color } },
      series: [{ type: 'heatmap', data: numbers.samples.flatMap((sample, x) => numbers.partitions.map((one, y) => [x, y, sample.lag.get(one.partition) ?? 0])) }],
    };
  }
}

function tile(title: string, value: string, below: TemplateResult | string, mood: 'good' | 'bad') {
  return html`<li class=${mood}><h2>${title}</h2><p class="figure">${value}</p><p>${below}</p></li>`;
}

customElements.define('overview-page', OverviewPage);
