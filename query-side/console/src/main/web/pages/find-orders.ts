import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { Loading } from '../app/loading';
import { money, owner, time, today, words, type Money } from '../app/format';
import { has, session } from '../app/session';
import { more, page, stale, type Listed } from '../parts/more';

interface OrderEntry {
  id: string; number: string; state: string; owner: any; units: number; total: Money; attention: string[];
  placedAt: string; updatedAt: string;
}

const STATES = ['PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'HELD', 'CANCELLED', 'COMPLETED'];

/** Orders by number, customer, day and state, or attention. */
class FindOrders extends ConsoleElement {
  private list = new Loading<Listed<OrderEntry>>(this, (signal, last) => page(this.address(), signal, last?.items ?? [], last?.next));

  private by(): string {
    const query = place().query;
    return query.get('by') ?? (query.has('number') ? 'number' : query.has('customer') ? 'customer' : has('staff') ? 'day' : 'customer');
  }

  private address(): string {
    const query = place().query;
    const asOf = query.get('asOf') ? '&asOf=' + encodeURIComponent(query.get('asOf')!) : '';
    switch (this.by()) {
      case 'number': return '/queries/v1/orders?number=' + encodeURIComponent(query.get('number') ?? '');
      case 'customer': return `/queries/v1/customers/${encodeURIComponent(this.customer())}/orders` + asOf.replace('&', '?');
      case 'attention': return '/queries/v1/orders?attention=true' + asOf;
      default: return `/queries/v1/orders?day=${query.get('day') ?? today()}`
        + (query.get('state') ? '&state=' + query.get('state') : '') + asOf;
    }
  }

  private customer(): string {
    return place().query.get('customer') ?? (has('staff') ? '' : session()?.subject ?? '');
  }

  protected render() {
    const by = this.by();
    const query = place().query;
    const asked = !(by === 'number' && !query.get('number')) && !(by === 'customer' && !this.customer());
    if (asked) {
      this.list.of(this.address());
    }
    return html`<h1>Orders</h1>
      <form class="filters" @submit=${this.submit}>
        <label>Find by <select name="by" .value=${by} @change=${(event: Event) => setQuery({
          by: (event.target as HTMLSelectElement).value, number: null, customer: null, day: null, state: null, asOf: null,
        })}>
          <option value="number" ?selected=${by === 'number'}>Number</option>
          <option value="customer" ?selected=${by === 'customer'}>Customer</option>
          ${has('staff') ? html`<option value="day" ?selected=${by === 'day'}>Day and state</option>
          <option value="attention" ?selected=${by === 'attention'}>Needs attention</option>` : nothing}
        </select></label>
        ${by === 'number' ? html`<label>Number <input name="number" required .value=${query.get('number') ?? ''} placeholder="7Q4K-2M9X-C3TB"></label>` : nothing}
        ${by === 'customer' ? html`<label>Customer <input name="customer" required ?readonly=${!has('staff')} .value=${this.customer()}></label>` : nothing}
        ${by === 'day' ? html`<label>Day (UTC) <input name="day" type="date" required .value=${query.get('day') ?? today()}></label>
          <label>State <select name="state"><option value="">All</option>${STATES.map(state => html`<option value=${state}
            ?selected=${query.get('state') === state}>${words(state)}</option>`)}</select></label>` : nothing}
        <button class="primary" type="submit">Find</button>
      </form>
      ${asked ? this.list.show(list => this.table(list)) : html`<p class="state">Type ${by === 'number' ? 'a number' : 'a customer'}, then choose Find.</p>`}`;
  }

  private table(list: Listed<OrderEntry>) {
    return html`${stale(list.staleSince)}
    ${list.items.length === 0 ? html`<p class="state" role="status">No order fits. Choose another day, state or number${list.next ? ', or look further' : ''}.</p>` : html`
    <div class="scroll" tabindex="0" role="region" aria-label="Orders found"><table>
      <thead><tr><th>Number</th><th>State</th><th>Customer</th><th class="number">Units</th><th class="number">Total</th><th>Placed</th><th>Attention</th></tr></thead>
      <tbody>${list.items.map(order => html`<tr>
        <td><a href="/console/orders/${order.id}">${order.number}</a></td>
        <td><span class="badge ${order.state.toLowerCase()}">${words(order.state)}</span></td>
        <td>${owner(order.owner)}</td>
        <td class="number">${order.units}</td>
        <td class="number">${money(order.total)}</td>
        <td>${time(order.placedAt)}</td>
        <td>${order.attention.map(reason => html`<span class="badge attention">${words(reason)}</span> `)}</td>
      </tr>`)}</tbody></table></div>`}
    ${more(list, () => this.list.again())}`;
  }

  private submit(event: Event) {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value)]));
    setQuery(values, false);
    this.requestUpdate();
  }
}

customElements.define('find-orders', FindOrders);
