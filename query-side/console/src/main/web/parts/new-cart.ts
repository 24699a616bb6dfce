import { html } from 'lit';
import { send } from '../app/api';
import { go } from '../app/place';
import { text } from './fields';
import type { Task } from './dialog';

/**
 * A new cart for a customer, which is shown when it is there.
 *
 * @param copyOf a cart or an order, whose products it gets at their present prices; else it is empty
 */
export function newCart(customer: string, copyOf?: string): Task {
  const key = crypto.randomUUID();
  return {
    title: copyOf ? 'Copy to a new cart' : 'A new cart', button: 'Create', fields: html`
      ${copyOf ? html`<p>It gets the products that are on sale, at their present prices.</p>` : html`<label>Currency <input name="currency" required pattern="[A-Za-z]{3}" size="3" .value=${'EUR'}></label>`}
      <label>Customer <input name="customerId" required maxlength="100" autocomplete="off" .value=${customer}></label>`,
    run: async form => {
      const what = copyOf ? { copyOf } : { currency: text(form, 'currency')?.toUpperCase() };
      const cart = (await send<{ id: string }>('POST', '/commands/v1/carts', { ...what, customerId: text(form, 'customerId') },
        { key, stream: answer => 'cart:' + answer.id }))!;
      go('/carts/' + cart.id);
      return 'The cart is there.';
    },
  };
}
