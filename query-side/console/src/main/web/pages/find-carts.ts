import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { Loading } from '../app/loading';
import { money, time, today, type Money } from '../app/format';
import { has, session } from '../app/session';
import { customer } from '../parts/customer-link';
import { cartOf, theCart, type CustomersCart } from '../parts/customers-cart';
import { more, page, stale, type Listed } from '../parts/more';
import { newCart } from '../parts/new-cart';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface AbandonedCart {
  id: string; owner: any; itemCount: number; total: Money; idleSince: string; abandonedAt: string;
}

/** The carts abandoned on a day, and a customer's cart. One cart is found by the search in the header. */
class FindCarts extends ConsoleElement {
  private abandoned = new Loading<Listed<AbandonedCart>>(this, (signal, last) =>
    page(`/queries/v1/carts?abandonedOn=${this.day()}`, signal, last?.items ?? [], last?.next));
  private customers = new Loading<CustomersCart>(this, signal => cartOf(this.customer(), signal));

  private day() {
    return place().query.get('abandonedOn') ?? today();
  }

  private customer() {
    return place().query.get('customer') ?? (has('staff') ? '' : session()?.subject ?? '');
  }

  protected render() {
    const by = place().query.get('by') ?? (has('staff') ? 'abandoned' : 'customer');
    if (by === 'abandoned') {
      this.abandoned.of(this.day());
    } else if (by === 'customer' && this.customer()) {
      this.customers.of(this.customer());
    }
    return html`<h1>Carts</h1>
      <form class="filters" @submit=${this.submit}>
        ${has('staff') ? html`<label>Which carts <select name="by" @change=${(event: Event) => setQuery({
          by: (event.target as HTMLSelectElement).value, customer: null, abandonedOn: null,
        })}>
          <option value="abandoned" ?selected=${by === 'abandoned'}>Abandoned on a day</option>
          <option value="customer" ?selected=${by === 'customer'}>Of a customer</option>
        </select></label>` : nothing}
        ${by === 'abandoned' ? html`<label>Day (UTC) <input name="abandonedOn" type="date" required .value=${this.day()}></label>` : nothing}
        ${by === 'customer' && has('staff') ? html`<label>Customer <input name="customer" required .value=${this.customer()}></label>` : nothing}
        ${has('staff') ? html`<button class="primary" type="submit">Show</button>` : nothing}
        ${has('staff') ? html`<button type="button" @click=${() => this.querySelector<TaskDialog>('task-dialog')!.open(newCart(this.customer()))}>New cart</button>` : nothing}
      </form>
      ${by === 'abandoned' ? this.abandoned.show(list => this.table(list))
        : by === 'customer' && this.customer() ? html`<p>The cart of <a href="/console/customers/${encodeURIComponent(this.customer())}">${this.customer()}</a>:</p>${this.customers.show(theCart)}` : nothing}<task-dialog></task-dialog>`;
  }

  private table(list: Listed<AbandonedCart>) {
    return html`${stale(list.staleSince)}
    ${list.items.length === 0 ? html`<p class="state" role="status">No cart was abandoned on this day that nobody has come back to. Choose another day.</p>` : html`
    <div class="scroll" tabindex="0" role="region" aria-label="Carts found"><table>
      <thead><tr><th>Cart</th><th>Customer</th><th class="number">Units</th><th class="number">Total</th><th>Idle since</th><th>Abandoned</th></tr></thead>
      <tbody>${list.items.map(cart => html`<tr>
        <td><a href="/console/carts/${cart.id}">${cart.id}</a></td><td>${customer(cart.owner)}</td>
        <td class="number">${cart.itemCount}</td><td class="number">${money(cart.total)}</td>
        <td>${time(cart.idleSince)}</td><td>${time(cart.abandonedAt)}</td></tr>`)}</tbody></table></div>`}
    ${more(list, () => this.abandoned.again())}`;
  }

  private submit(event: Event) {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value).trim()]));
    setQuery(values, false);
    this.requestUpdate();
  }
}

customElements.define('find-carts', FindCarts);
