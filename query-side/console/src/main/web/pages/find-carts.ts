import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { go, place, setQuery } from '../app/place';
import { Loading } from '../app/loading';
import { get } from '../app/api';
import { money, owner, time, today, words, type Money } from '../app/format';
import { has, session } from '../app/session';
import { more, page, stale, type Listed } from '../parts/more';
import { newCart } from '../parts/new-cart';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface AbandonedCart {
  id: string; owner: any; itemCount: number; total: Money; idleSince: string; abandonedAt: string;
}

interface CustomersCart {
  id: string; state: string; itemCount: number; total: Money; updatedAt: string; reason: string;
}

const REASONS: Record<string, string> = {
  LAST_USED: 'the one used last',
  ABANDONED: 'abandoned, and offered again',
  EMPTY: 'no cart has anything in it',
};

/** A customer's cart, a cart by its id, and the carts abandoned on a day. */
class FindCarts extends ConsoleElement {
  private abandoned = new Loading<Listed<AbandonedCart>>(this, (signal, last) =>
    page(`/queries/v1/carts?abandonedOn=${this.day()}`, signal, last?.items ?? [], last?.next));
  private customers = new Loading<CustomersCart>(this, async signal =>
    (await get<CustomersCart>(`/queries/v1/customers/${encodeURIComponent(this.customer())}/cart`, signal)).body);

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
        <label>Find by <select name="by" @change=${(event: Event) => setQuery({
          by: (event.target as HTMLSelectElement).value, customer: null, abandonedOn: null,
        })}>
          ${has('staff') ? html`<option value="abandoned" ?selected=${by === 'abandoned'}>Abandoned on a day</option>` : nothing}
          <option value="customer" ?selected=${by === 'customer'}>Customer</option>
          <option value="id" ?selected=${by === 'id'}>Id</option>
        </select></label>
        ${by === 'abandoned' ? html`<label>Day (UTC) <input name="abandonedOn" type="date" required .value=${this.day()}></label>` : nothing}
        ${by === 'customer' ? html`<label>Customer <input name="customer" required ?readonly=${!has('staff')} .value=${this.customer()}></label>` : nothing}
        ${by === 'id' ? html`<label>Id <input name="id" required pattern="[0-9a-fA-F\\-]{36}"></label>` : nothing}
        <button class="primary" type="submit">Find</button>
        ${has('staff') ? html`<button type="button" @click=${() => this.querySelector<TaskDialog>('task-dialog')!.open(newCart(this.customer()))}>New cart</button>` : nothing}
      </form>
      ${by === 'abandoned' ? this.abandoned.show(list => this.table(list))
        : by === 'customer' && this.customer() ? this.customers.show(cart => html`<p>The cart of ${this.customer()}
          (${REASONS[cart.reason] ?? words(cart.reason)}): <a href="/console/carts/${cart.id}">${cart.id}</a>,
          <span class="badge ${cart.state.toLowerCase()}">${words(cart.state)}</span>, ${cart.itemCount} units,
          ${money(cart.total)}, last changed ${time(cart.updatedAt)}.</p>`) : nothing}<task-dialog></task-dialog>`;
  }

  private table(list: Listed<AbandonedCart>) {
    return html`${stale(list.staleSince)}
    ${list.items.length === 0 ? html`<p class="state" role="status">No cart was abandoned on this day that nobody has come back to. Choose another day.</p>` : html`
    <div class="scroll" tabindex="0" role="region" aria-label="Carts found"><table>
      <thead><tr><th>Cart</th><th>Customer</th><th class="number">Units</th><th class="number">Total</th><th>Idle since</th><th>Abandoned</th></tr></thead>
      <tbody>${list.items.map(cart => html`<tr>
        <td><a href="/console/carts/${cart.id}">${cart.id}</a></td><td>${owner(cart.owner)}</td>
        <td class="number">${cart.itemCount}</td><td class="number">${money(cart.total)}</td>
        <td>${time(cart.idleSince)}</td><td>${time(cart.abandonedAt)}</td></tr>`)}</tbody></table></div>`}
    ${more(list, () => this.abandoned.again())}`;
  }

  private submit(event: Event) {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(event.target as HTMLFormElement)].map(([name, value]) => [name, String(value).trim()]));
    if (values.id) {
      go('/carts/' + values.id);
    } else {
      setQuery(values, false);
      this.requestUpdate();
    }
  }
}

customElements.define('find-carts', FindCarts);
