import { html, nothing } from 'lit';
import { money } from '../app/format';
import { address, addressFields, contact, contactFields, customerField, text } from './fields';
import { StreamActions } from './stream-actions';

interface Line { lineId: string; name: string; quantity: number; unitPrice: any }

/** What staff may do with a customer's cart. */
class CartActions extends StreamActions {
  static properties = { ...StreamActions.properties, version: { type: Number } };
  /** The version that is looked at. */
  declare version: number;
  protected readonly category = 'cart';

  protected render() {
    const cart = this.state;
    return html`<div class="actions" role="group" aria-label="Actions">
      ${cart.state === 'FROZEN' ? this.button('Unfreeze', () => this.task({ title: 'Unfreeze this cart', button: 'Unfreeze', path: 'unfreeze' })) : nothing}
      ${['ACTIVE', 'ABANDONED'].includes(cart.state) ? this.ofAnActiveOne(cart) : nothing}
      ${cart.lines.length > 0 ? this.copyButton() : nothing}</div><task-dialog></task-dialog>`;
  }

  private ofAnActiveOne(cart: any) {
    const any = cart.lines.length > 0;
    return html`
      ${this.button('Add product', () => this.add())}
      ${any ? this.button('Change quantity', () => this.change()) : nothing}
      ${any ? this.button('Remove line', () => this.removeLine()) : nothing}
      ${any ? this.button('Clear', () => this.task({
        title: 'Remove all lines', button: 'Clear the cart', method: 'DELETE', path: 'items', dangerous: true,
        fields: html`<p>${cart.itemCount} units, ${money(cart.total)}. The cart stays open.</p>`,
      })) : nothing}
      ${any ? this.button('Reprice', () => this.task({
        title: 'Give every line its present price', button: 'Reprice', path: 'repricing',
        fields: html`<p>A product that is no longer on sale keeps its price.</p>`,
      })) : nothing}
      ${this.button('Address', () => this.task({
        title: 'Set the shipping address', button: 'Set', method: 'PUT', path: 'shipping-address', fields: addressFields(cart.address), body: address,
      }))}
      ${this.button('Contact', () => this.task({
        title: 'Set the contact', button: 'Set', method: 'PUT', path: 'contact', fields: contactFields(cart.contact), body: contact,
      }))}
      ${any ? this.button('Check out', () => this.checkOut()) : nothing}
      ${this.button('Freeze', () => this.freeze())}
      ${this.button('Merge', () => this.merge())}
      ${cart.owner.customerId ? nothing : this.button('Assign', () => this.task({
        title: 'Assign this guest’s cart to a customer', button: 'Assign', method: 'PUT', path: 'customer', fields: customerField(),
        body: form => ({ customerId: text(form, 'customerId') }),
      }))}
      ${this.version < cart.version ? this.button(`Restore version ${this.version}`, () => this.restore()) : nothing}`;
  }

  private add() {
    return this.task({
      title: 'Add a product', button: 'Add', path: 'items', fields: html`
        <label>Product (sku) <input name="sku" required pattern="[A-Za-z0-9._\\-]{1,64}" autocomplete="off"></label>
        <label>Units <input type="number" name="quantity" required min="1" max="999" .value=${'1'}></label>`,
      body: form => ({ sku: text(form, 'sku'), quantity: Number(form.get('quantity')) }),
    });
  }

  private lines() {
    return html`<label>Line <select name="line">${this.state.lines.map((line: Line) => html`<option value=${line.lineId}>${line.quantity} × ${line.name}, ${money(line.unitPrice)} each</option>`)}</select></label>`;
  }

  private change() {
    return this.task({
      title: 'Change the quantity of a line', button: 'Change', method: 'PUT', path: form => `items/${form.get('line')}`, fields: html`${this.lines()}
        <label>Units <input type="number" name="quantity" required min="0" max="999" .value=${String(this.state.lines[0].quantity)}></label>
        <p class="hint">0 removes the line.</p>`,
      body: form => ({ quantity: Number(form.get('quantity')) }),
    });
  }

  private removeLine() {
    return this.task({ title: 'Remove a line', button: 'Remove', method: 'DELETE', path: form => `items/${form.get('line')}`, fields: this.lines() });
  }

  private freeze() {
    return this.task({
      title: 'Freeze this cart', button: 'Freeze', path: 'freeze', fields: html`<p>It accepts no commands until then, or until it is unfrozen.</p>
        <label>Until <input type="datetime-local" name="until" required></label>`,
      body: form => ({ until: new Date(String(form.get('until'))).toISOString() }),
    });
  }

  private merge() {
    return this.task({
      title: 'Merge another cart into this one', button: 'Merge', path: 'merge', dangerous: true, fields: html`
        <p>The other cart is closed. Both belong to the same customer.</p>
        <label>Id of the other cart <input name="source" required pattern="[0-9a-fA-F\\-]{36}" autocomplete="off"></label>
        <label>Of a product that both have <select name="mode"><option value="SUM">the units of both</option><option value="MAX">the larger number</option>
          <option value="TARGET">the units of this cart</option><option value="SOURCE">the units of the other cart</option></select></label>`,
      body: form => ({ source: text(form, 'source'), mode: form.get('mode') }),
    });
  }

  private restore() {
    const version = this.version;
    return this.task({
      title: `Restore the lines of version ${version}`, button: 'Restore', path: 'restoration', body: () => ({ version }),
      fields: html`<p>With the quantities of then. What comes back takes the present price; a product that is no longer on sale stays away.</p>`,
    });
  }

  private checkOut() {
    const total = this.state.total;
    return this.task({
      title: 'Check out', button: 'Place the order', path: 'checkout', body: () => ({ expectedTotal: total }),
      fields: html`<p>${this.state.itemCount} units for <strong>${money(total)}</strong>. At any other total nothing is ordered.</p>`,
    });
  }
}

customElements.define('cart-actions', CartActions);
