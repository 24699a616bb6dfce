import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { Loading } from '../app/loading';
import { count, money, time, today, type Money } from '../app/format';
import { has } from '../app/session';
import { more, page, stale, type Listed } from '../parts/more';

interface Product {
  sku: string; name: string; price: Money; updatedAt: string;
}

interface Removal {
  cartId: string; lineId: string; quantity: number; at: string;
}

/** The products on sale; and, for staff, on a day, the carts that one was taken out of again. */
class FindProducts extends ConsoleElement {
  private products = new Loading<Listed<Product>>(this, (signal, last) =>
    page('/queries/v1/products', signal, last?.items ?? [], last?.next));
  private removals = new Loading<Listed<Removal>>(this, (signal, last) =>
    page(`/queries/v1/products/${encodeURIComponent(this.sku())}/removals?day=${this.day()}`, signal, last?.items ?? [], last?.next));

  private sku() {
    return place().query.get('sku') ?? '';
  }

  private day() {
    return place().query.get('day') ?? today();
  }

  protected render() {
    this.products.of('all');
    if (this.sku() && has('staff')) {
      this.removals.of(this.sku() + this.day());
    }
    return html`<h1>Products</h1>
      ${this.sku() && has('staff') ? this.removed() : nothing}
      ${this.products.show(list => html`${stale(list.staleSince)}${list.items.length === 0
        ? html`<p class="state">No product is on sale. <code>PUT /commands/v1/products/{sku}</code> lists one.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Products on sale"><table>
          <thead><tr><th>Sku</th><th>Name</th><th class="number">Price</th><th>Changed</th>${has('staff') ? html`<th>Taken out of carts</th>` : nothing}</tr></thead>
          <tbody>${list.items.map(product => html`<tr><td>${product.sku}</td><td>${product.name}</td>
            <td class="number">${money(product.price)}</td><td>${time(product.updatedAt)}</td>
            ${has('staff') ? html`<td><a href="/console/products?sku=${encodeURIComponent(product.sku)}">Removals<span class="hidden"> of ${product.sku}</span></a></td>` : nothing}
          </tr>`)}</tbody></table></div>`}${more(list, () => this.products.again())}`)}`;
  }

  private removed() {
    return html`<section aria-labelledby="removals"><h2 id="removals">${this.sku()}: taken out of carts</h2>
      <form class="filters" @submit=${(event: Event) => event.preventDefault()}><label>Day (UTC) <input type="date" .value=${this.day()}
        @change=${(event: Event) => { setQuery({ day: (event.target as HTMLInputElement).value }); this.requestUpdate(); }}></label></form>
      ${this.removals.show(list => list.items.length === 0
        ? html`<p class="state" role="status">Nobody took it out of a cart on this day. Choose another day.</p>`
        : html`<p>${count(list.items.reduce((sum, one) => sum + one.quantity, 0))} units in ${list.items.length} removals${list.next ? ' so far' : ''}.</p>
          <div class="scroll" tabindex="0" role="region" aria-label="Removals"><table><thead><tr><th>When</th><th>Cart</th><th class="number">Units</th></tr></thead>
          <tbody>${list.items.map(one => html`<tr><td>${time(one.at)}</td>
            <td><a href="/console/carts/${one.cartId}?at=${encodeURIComponent(one.at)}">${one.cartId}</a></td><td class="number">${one.quantity}</td></tr>`)}</tbody></table></div>
          ${more(list, () => this.removals.again())}`)}</section>`;
  }
}

customElements.define('find-products', FindProducts);
