import { html, nothing } from 'lit';
import { lazily } from '../app/chunk';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { get } from '../app/api';
import { Loading } from '../app/loading';
import { count, money, time, type Money } from '../app/format';
import { stale } from '../parts/more';

interface Turnover { currency: string; orders: number; placed: Money; edited: Money; cancelled: Money; returned: Money; credited: Money; net: Money }
interface Report { from: string; to: string; zone: string; days: { day: string; sales: Turnover }[]; totals: Turnover[] }

const charts = lazily(() => import('../parts/charts'));
const DAY = 86_400_000;
const day = (millis: number) => new Date(millis).toISOString().slice(0, 10);

/** The sales by day, as a chart and as a table, as they are known now or were known on another day. */
class SalesPage extends ConsoleElement {
  private report = new Loading<{ report: Report; staleSince?: string }>(this, async signal => {
    const { body, staleSince } = await get<Report>(`/queries/v1/reports/sales?from=${this.from()}&to=${this.to()}&zone=${encodeURIComponent(this.zone())}`
      + (this.known() ? '&asOf=' + encodeURIComponent(this.known()!) : ''), signal);
    return { report: body, staleSince };
  });

  private from() {
    return place().query.get('from') ?? day(Date.now() - 29 * DAY);
  }

  private to() {
    return place().query.get('to') ?? day(Date.now());
  }

  private zone() {
    return place().query.get('zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
  }

  private known() {
    return place().query.get('asOf');
  }

  protected firstUpdated() {
    // large, and the numbers say the same
    charts();
  }

  protected render() {
    this.report.of([this.from(), this.to(), this.zone(), this.known()].join());
    const steps = Math.max(1, Math.round((Date.now() - Date.parse(this.from())) / DAY));
    const step = this.known() ? Math.min(steps, Math.max(0, Math.floor((Date.parse(this.known()!) - Date.parse(this.from())) / DAY))) : steps;
    return html`<h1>Sales</h1>
      <form class="filters" @submit=${this.submit}>
        <label>From <input type="date" name="from" required .value=${this.from()}></label>
        <label>To <input type="date" name="to" required .value=${this.to()}></label>
        <label>Time zone of the days <input name="zone" required .value=${this.zone()}></label>
        <button class="primary" type="submit">Show</button>
      </form>
      <div class="scrubber" role="group" aria-label="As known on">
        <label>As known on <input type="range" id="known" min="0" max=${steps} step="1" .value=${String(step)}
          aria-valuetext=${this.known() ?? 'now'} @change=${(event: Event) => this.know(Number((event.target as HTMLInputElement).value), steps)}></label>
        <output for="known">${this.known() ? time(this.known()!) : 'Now'}</output>
        ${this.known() ? html`<button type="button" @click=${() => setQuery({ asOf: null })}>Now</button>` : nothing}
      </div>
      ${this.report.show(({ report, staleSince }) => html`${stale(staleSince)}${report.days.length === 0
        ? html`<p class="state" role="status">Nothing was sold on these days, as known then. Choose other days, or move “As known on” to the right.</p>`
        : html`${report.totals.map(total => this.currency(report, total))}`}`)}`;
  }

  private currency(report: Report, total: Turnover) {
    const rows = report.days.filter(one => one.sales.currency === total.currency);
    const digits = new Intl.NumberFormat(undefined, { style: 'currency', currency: total.currency }).resolvedOptions().maximumFractionDigits ?? 2;
    const label = `Net sales by day in ${total.currency}, ${money(total.net)} in all`;
    return html`<h2>${total.currency}: ${money(total.net)} <small>${count(total.orders)} orders</small></h2>
      <data-chart class="chart" .label=${label} .option=${{
        grid: { left: 8, right: 8, top: 12, bottom: 8, containLabel: true },
        tooltip: { trigger: 'axis', valueFormatter: (value: number) => money({ amount: Math.round(value * 10 ** digits), currency: total.currency }) },
        xAxis: { type: 'category', data: rows.map(one => one.day) },
        yAxis: { type: 'value', name: `Net, ${total.currency}` },
        series: [{ type: 'bar', name: 'Net', itemStyle: { color: '#3b7ddd' }, barMaxWidth: 40, data: rows.map(one => one.sales.net.amount / 10 ** digits) }],
      }}></data-chart>
      <div class="scroll" tabindex="0" role="region" aria-label="Sales in ${total.currency}"><table>
        <thead><tr><th>Day</th><th class="number">Orders</th>${['Placed', 'Edited', 'Cancelled', 'Returned', 'Credited', 'Net'].map(name => html`<th class="number">${name}</th>`)}</tr></thead>
        <tbody>${rows.map(one => html`<tr><th scope="row"><a href="/console/orders?by=day&day=${one.day}">${one.day}</a></th>${this.cells(one.sales)}</tr>`)}</tbody>
        <tfoot><tr><th scope="row">In all</th>${this.cells(total)}</tr></tfoot></table></div>`;
  }

  private cells(sales: Turnover) {
    return html`<td class="number">${count(sales.orders)}</td>${[sales.placed, sales.edited, sales.cancelled, sales.returned, sales.credited, sales.net].map(one => html`<td class="number">${money(one)}</td>`)}`;
  }

  private know(step: number, steps: number) {
    setQuery({ asOf: step >= steps ? null : new Date(Date.parse(this.from()) + (step + 1) * DAY - 1).toISOString() });
  }

  private submit(event: Event) {
    event.preventDefault();
    setQuery(Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value)])), false);
  }
}

customElements.define('sales-page', SalesPage);
