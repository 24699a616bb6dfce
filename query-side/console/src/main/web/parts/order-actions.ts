import { html, nothing, type TemplateResult } from 'lit';
import { money, words, type Money } from '../app/format';
import {
  address, addressFields, amount, amountField, contact, contactFields, customerField, misfit, reasonField, someUnits, text, units, unitsFields,
} from './fields';
import type { Task } from './dialog';
import { StreamActions } from './stream-actions';

interface Line { lineId: string; sku: string; name: string; quantity: number; shipped: number; returned: number; unitPrice: Money }

/** What a provider may have done; a refund has a form of its own. */
const PAYMENTS = ['AUTHORIZED', 'CAPTURED', 'FAILED', 'VOIDED'];

/** What staff may do with an order as a whole. */
class OrderActions extends StreamActions {
  protected readonly category = 'order';

  protected render() {
    const order = this.state;
    const ended = ['CANCELLED', 'COMPLETED'].includes(order.state);
    const left = order.lines.some((line: Line) => line.quantity > line.shipped);
    const out = order.lines.some((line: Line) => line.shipped > 0);
    return html`<div class="actions" role="group" aria-label="Actions">
      ${order.state === 'PLACED' ? this.button('Confirm', () => this.plain('Confirm this order', 'Confirm', 'confirmation')) : nothing}
      ${!ended && order.state !== 'HELD' ? this.button('Hold', () => this.reason('Hold this order', 'Hold', 'hold')) : nothing}
      ${order.state === 'HELD' ? this.button('Release', () => this.plain('Release this order', 'Release', 'release')) : nothing}
      ${!ended && left ? this.button('Ship', () => this.ship()) : nothing}
      ${order.state === 'DELIVERED' ? this.button('Complete', () => this.plain('Complete this order', 'Complete', 'completion')) : nothing}
      ${!ended ? this.button('Edit', () => this.edit()) : nothing}
      ${this.button('Payment', () => this.payment())}
      ${order.payment.captured.amount > order.payment.refunded.amount ? this.button('Refund', () => this.refund()) : nothing}
      ${order.state !== 'CANCELLED' ? this.button('Credit', () => this.credit()) : nothing}
      ${out ? this.button('Return', () => this.requestReturn()) : nothing}
      ${!ended && left ? this.button('Address', () => this.task({
        title: 'Change the shipping address', button: 'Change', method: 'PUT', path: 'shipping-address', fields: addressFields(order.address), body: address,
      })) : nothing}
      ${!ended && left ? this.button('Contact', () => this.task({
        title: 'Change the contact', button: 'Change', method: 'PUT', path: 'contact', fields: contactFields(order.contact), body: contact,
      })) : nothing}
      ${order.owner.customerId ? nothing : this.button('Assign', () => this.task({
        title: 'Assign this guest’s order to a customer', button: 'Assign', method: 'PUT', path: 'customer', fields: customerField(),
        body: form => ({ customerId: text(form, 'customerId') }),
      }))}
      ${this.button('Note', () => this.note())}
      ${this.copyButton()}
      ${!ended && !out ? this.button('Cancel order', () => this.reason('Cancel this order', 'Cancel the order', 'cancellation', true)) : nothing}
      </div><task-dialog></task-dialog>`;
  }

  private plain(title: string, button: string, path: string): Task {
    return this.task({ title, button, path });
  }

  private reason(title: string, button: string, path: string, dangerous = false): Task {
    return this.task({ title, button, path, dangerous, fields: reasonField(), body: form => ({ reason: form.get('reason') }) });
  }

  private note(): Task {
    return this.task({
      title: 'Add a note', button: 'Add', path: 'notes', body: form => ({ text: form.get('text') }),
      fields: html`<label>Note <textarea name="text" required maxlength="2000" rows="4"></textarea></label>`,
    });
  }

  private lines(most: (line: Line) => number) {
    return (this.state.lines as Line[]).map(line => ({ lineId: line.lineId, name: line.name, most: most(line) })).filter(line => line.most > 0);
  }

  private ship(): Task {
    const lines = this.lines(line => line.quantity - line.shipped);
    return this.task({
      title: 'Ship units', button: 'Ship', path: 'shipments', fields: html`${unitsFields(lines)}
        <label>Carrier <input name="carrier" required maxlength="100"></label>
        <label>Tracking number <input name="tracking" required maxlength="100"></label>
        <label class="check"><input type="checkbox" name="onCredit"> On credit, also if it is not paid</label>`,
      body: form => ({ lines: someUnits(form, lines), carrier: form.get('carrier'), tracking: form.get('tracking'), onCredit: form.get('onCredit') === 'on' }),
    });
  }

  private payment(): Task {
    return this.task({
      title: 'Record what a payment provider did', button: 'Record', path: 'payments', fields: html`
        <label>What <select name="kind">${PAYMENTS.map(kind => html`<option value=${kind}>${words(kind)}</option>`)}</select></label>
        <label>The provider’s reference of the payment <input name="providerRef" required maxlength="200" autocomplete="off" placeholder="pi_3NqJ"></label>
        <label>The provider’s id of the transaction <input name="transactionRef" maxlength="200" autocomplete="off" placeholder="txn_1MiN"></label>
        <p class="hint">With this id a notice counts once, however often it is recorded.</p>
        ${amountField('Amount', this.state.currency)}`,
      body: form => ({
        kind: form.get('kind'), providerRef: text(form, 'providerRef'), transactionRef: text(form, 'transactionRef'), amount: amount(form, this.state.currency),
      }),
    });
  }

  private refund(): Task {
    const captures = this.state.payment.entries.filter((entry: any) => entry.kind === 'CAPTURED');
    return this.task({
      title: 'Record a refund', button: 'Refund', path: 'refunds', fields: html`
        <label>Of the payment <select name="paymentId">${captures.map((entry: any) => html`<option value=${entry.id}>${entry.providerRef ?? entry.id}, ${money(entry.amount)}</option>`)}</select></label>
        <label>The provider’s id of the refund <input name="transactionRef" maxlength="200" autocomplete="off" placeholder="re_3NqJ"></label>
        ${amountField('Amount', this.state.currency)}`,
      body: form => ({ paymentId: form.get('paymentId'), transactionRef: text(form, 'transactionRef'), amount: amount(form, this.state.currency) }),
    });
  }

  private credit(): Task {
    const lines = this.lines(line => line.quantity - line.returned);
    return this.task({
      title: 'Credit the customer', button: 'Credit', path: 'credits', fields: html`
        <p class="hint">An amount, units at their price, or an amount for units.</p>
        ${amountField('Amount', this.state.currency, false)}${unitsFields(lines, () => 0)}${reasonField()}`,
      body: form => {
        const chosen = units(form, lines);
        const credited = amount(form, this.state.currency);
        if (!credited && chosen.length === 0) {
          throw misfit('amount', 'Type an amount, or choose units.');
        }
        return { amount: credited, lines: chosen.length > 0 ? chosen : undefined, reason: form.get('reason') };
      },
    });
  }

  private requestReturn(): Task {
    const lines = this.lines(line => line.shipped - line.returned);
    return this.task({
      title: 'Request a return', button: 'Request', path: 'returns', fields: html`${unitsFields(lines, () => 0)}${reasonField()}
        <label class="check"><input type="checkbox" name="exchange"> An exchange: the same units again, and no credit</label>`,
      body: form => ({ lines: someUnits(form, lines), reason: form.get('reason'), exchange: form.get('exchange') === 'on' }),
    });
  }

  /** Shows what a dry run answers before it is carried out at that total, or not at all. */
  private edit(): Task {
    const lines = this.state.lines as Line[];
    const key = crypto.randomUUID();
    const shown = this.shown;
    const fields: TemplateResult = html`
      ${lines.map(line => html`<label>${line.name} (${money(line.unitPrice)}) <input type="number" name=${line.lineId} min=${line.shipped} max="999" .value=${String(line.quantity)} required></label>`)}
      <label>Add the product (sku) <input name="sku" pattern="[A-Za-z0-9._\\-]{1,64}"></label>
      <label>Units of it <input type="number" name="quantity" min="1" max="999" .value=${'1'}></label>`;
    const wanted = (form: FormData) => [
      ...lines.filter(line => Number(form.get(line.lineId)) !== line.quantity).map(line => ({ lineId: line.lineId, quantity: Number(form.get(line.lineId)) })),
      ...form.get('sku') ? [{ sku: form.get('sku'), quantity: Number(form.get('quantity')) }] : [],
    ];
    const preview: Task = {
      title: 'Edit the order', button: 'Preview', fields, run: async (form, version) => {
        const changes = wanted(form);
        if (changes.length === 0) {
          throw misfit(lines[0].lineId, 'Nothing is changed. Change a quantity, or add a product.');
        }
        preview.body = { lines: changes };
        const answer: any = await this.command('POST', 'edits', { lines: changes, dryRun: true }, crypto.randomUUID(), version ?? shown);
        this.dialog.replaceTask({
          title: 'Edit the order', button: 'Carry it out', fields: html`
            <div class="preview" role="status"><p>Nothing is changed yet. This is what would happen:</p>
            <ul>${answer.deltas.map((delta: any) => html`<li>${delta.name}: ${delta.from} → ${delta.to} at ${money(delta.unitPrice)}</li>`)}</ul>
            <p>Total: ${money(answer.totalBefore)} → <strong>${money(answer.totalAfter)}</strong>. Balance afterwards: ${money(answer.balance)}.</p></div>`,
          run: async (_, at) => {
            const done = await this.command('POST', 'edits', { lines: answer.lines, expectedTotal: answer.expectedTotal }, key, at ?? version ?? shown);
            return `The order is edited, and at version ${done.version}.`;
          },
        });
        return '';
      },
    };
    return preview;
  }
}

customElements.define('order-actions', OrderActions);
