import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { Problem } from '../app/api';
import { Loading } from '../app/loading';
import { has } from '../app/session';
import { cartOf, theCart, type CustomersCart } from '../parts/customers-cart';
import type { TaskDialog } from '../parts/dialog';
import { more, page, stale, type Listed } from '../parts/more';
import { newCart } from '../parts/new-cart';
import { orderTable, type OrderEntry } from '../parts/order-table';
import '../parts/dialog';

/** A customer's cart and orders. */
class CustomerPage extends ConsoleElement {
  static properties = { customer: {} };
  declare customer: string;
  private orders = new Loading<Listed<OrderEntry>>(this, (signal, last) =>
    page(`/queries/v1/customers/${encodeURIComponent(this.customer)}/orders`, signal, last?.items ?? [], last?.next));
  private cart = new Loading<CustomersCart>(this, signal => cartOf(this.customer, signal));

  protected render() {
    this.orders.of(this.customer);
    this.cart.of(this.customer);
    const noCart = this.cart.problem instanceof Problem && this.cart.problem.status === 404;
    return html`<h1>Customer ${this.customer}</h1>
      <h2>Cart</h2>
      ${noCart ? html`<p class="state" role="status">There is no open cart.</p>` : this.cart.show(cart => theCart(cart))}
      ${has('staff') ? html`<p><button type="button" @click=${() => this.querySelector<TaskDialog>('task-dialog')!.open(newCart(this.customer))}>New cart</button></p>` : nothing}
      <h2>Orders</h2>
      ${this.orders.show(list => html`${stale(list.staleSince)}${list.items.length === 0
        ? html`<p class="state" role="status">${this.customer} has no orders. An order is found by its whole number, such as 7Q4K-2M9X-C3TB.</p>`
        : orderTable(list.items, 'Orders of this customer', false)}${more(list, () => this.orders.again())}`)}<task-dialog></task-dialog>`;
  }
}

customElements.define('customer-page', CustomerPage);
