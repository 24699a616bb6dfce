import { html, type TemplateResult } from 'lit';
import { get } from '../app/api';
import { count, money, time, words, type Money } from '../app/format';

/** The cart that a customer gets when they come back. */
export interface CustomersCart {
  id: string; state: string; itemCount: number; total: Money; updatedAt: string; reason: string;
}

const REASONS: Record<string, string> = {
  LAST_USED: 'the one used last',
  ABANDONED: 'abandoned, and offered again',
  EMPTY: 'no cart has anything in it',
};

export async function cartOf(customer: string, signal: AbortSignal): Promise<CustomersCart> {
  return (await get<CustomersCart>(`/queries/v1/customers/${encodeURIComponent(customer)}/cart`, signal)).body;
}

export function theCart(cart: CustomersCart): TemplateResult {
  return html`<p><a href="/console/carts/${cart.id}">${cart.id}</a> (${REASONS[cart.reason] ?? words(cart.reason)}),
    <span class="badge ${cart.state.toLowerCase()}">${words(cart.state)}</span>,
    ${cart.itemCount === 1 ? '1 unit' : `${count(cart.itemCount)} units`}, ${money(cart.total)}, last changed ${time(cart.updatedAt)}.</p>`;
}
