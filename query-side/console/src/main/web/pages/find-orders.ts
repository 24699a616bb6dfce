import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { Loading } from '../app/loading';
import { today, words } from '../app/format';
import { has, session } from '../app/session';
import { more, page, stale, type Listed } from '../parts/more';
import { orderTable, type OrderEntry } from '../parts/order-table';

const STATES = ['PLACED', 'CONFIRMED', 'PARTIALLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'HELD', 'CANCELLED', 'COMPLETED'];

/** Orders of a day and in a state, of a customer, or that need attention. One order is found by the search in the header. */
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
      ${by === 'number' ? html`<p>With the number ${query.get('number')}. <a href="/console/orders">Show other orders</a></p>` : html`
      <form class="filters" @submit=${this.submit}>
        ${has('staff') ? html`<label>Which orders <select name="by" .value=${by} @change=${(event: Event) => setQuery({
          by: (event.target as HTMLSelectElement).value, number: null, customer: null, day: null, state: null, asOf: null,
        })}>
          <option value="day" ?selected=${by === 'day'}>Placed on a day</option>
          <option value="customer" ?selected=${by === 'customer'}>Of a customer</option>
          <option value="attention" ?selected=${by === 'attention'}>That need attention</option>
        </select></label>` : nothing}
        ${by === 'customer' && has('staff') ? html`<label>Customer <input name="customer" required .value=${this.customer()}></label>` : nothing}
        ${by === 'day' ? html`<label>Day (UTC) <input name="day" type="date" required .value=${query.get('day') ?? today()}></label>
          <label>State <select name="state"><option value="">All</option>${STATES.map(state => html`<option value=${state}
            ?selected=${query.get('state') === state}>${words(state)}</option>`)}</select></label>` : nothing}
        ${has('staff') && by !== 'attention' ? html`<button class="primary" type="submit">Show</button>` : nothing}
      </form>`}
      ${asked ? this.list.show(list => this.table(list, by)) : html`<p class="state">Type a customer, then choose Show.</p>`}`;
  }

  private table(list: Listed<OrderEntry>, by: string) {
    return html`${stale(list.staleSince)}
    ${list.items.length === 0 ? html`<p class="state" role="status">${this.none(by)}${list.next ? ' Look further with “Show more”.' : ''}</p>`
      : orderTable(list.items, 'Orders found')}
    ${more(list, () => this.list.again())}`;
  }

  private none(by: string): string {
    switch (by) {
      case 'number': return 'No order has this number. Check it: a number has 12 letters and digits, such as 7Q4K-2M9X-C3TB.';
      case 'customer': return 'There are no orders.';
      case 'attention': return 'No order needs attention.';
      default: return 'No order was placed on this day in this state. Choose another day or state.';
    }
  }

  private submit(event: Event) {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value)]));
    setQuery(values, false);
    this.requestUpdate();
  }
}

customElements.define('find-orders', FindOrders);
