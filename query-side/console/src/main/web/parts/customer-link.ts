import { html, type TemplateResult } from 'lit';
import { owner } from '../app/format';

/** Whose a cart or an order is. A customer leads to their orders and carts; a guest has no other. */
export function customer(value: any): TemplateResult | string {
  const id = value?.customerId;
  return id ? html`<a href="/console/customers/${encodeURIComponent(id)}">${id}</a>` : owner(value);
}
