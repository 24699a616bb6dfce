import { html, nothing, type TemplateResult } from 'lit';
import { money, time, words, type Money } from '../app/format';
import { explained, reasonLabel } from './attention';
import { customer } from './customer-link';

/** An order in a list. */
export interface OrderEntry {
  id: string; number: string; state: string; owner: any; units: number; total: Money;
  /** Missing when an earlier release has projected the order's last event. */
  paid?: Money; balance?: Money;
  attention: string[]; placedAt: string; updatedAt: string;
}

/** Orders, whose they are, what of each is paid, and why some need attention. */
export function orderTable(orders: OrderEntry[], name: string, withCustomer = true): TemplateResult {
  return html`<div class="scroll stacks" tabindex="0" role="region" aria-label=${name}><table>
    <thead><tr><th>Number</th><th>State</th>${withCustomer ? html`<th>Customer</th>` : nothing}<th class="number">Units</th>
      <th class="number">Total</th><th class="number">Paid</th><th class="number">To pay</th><th>Placed</th><th>Attention</th></tr></thead>
    <tbody>${orders.map(order => html`<tr>
      <td data-label="Number"><a class="order-number" href="/console/orders/${order.id}">${order.number}</a></td>
      <td data-label="State"><span class="badge ${order.state.toLowerCase()}">${words(order.state)}</span></td>
      ${withCustomer ? html`<td data-label="Customer">${customer(order.owner)}</td>` : nothing}
      <td class="number" data-label="Units">${order.units}</td>
      <td class="number" data-label="Total">${money(order.total)}</td>
      <td class="number" data-label="Paid">${order.paid ? money(order.paid) : 'not known'}</td>
      <td class="number" data-label="To pay">${open(order.balance)}</td>
      <td data-label="Placed">${time(order.placedAt)}</td>
      <td data-label=${order.attention.length > 0 ? 'Attention' : nothing}>${order.attention.map(reason => html`<span class="badge attention">${reasonLabel(reason)}</span> `)}</td>
    </tr>`)}</tbody></table></div>${explained(orders.flatMap(order => order.attention))}`;
}

/** What is left to pay, by whom. */
function open(balance?: Money) {
  return balance === undefined ? 'not known' : balance.amount === 0 ? 'nothing'
    : balance.amount > 0 ? html`<strong>${money(balance)}</strong>`
      : html`<strong>${money({ ...balance, amount: -balance.amount })}</strong> to refund`;
}
