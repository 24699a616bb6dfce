import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { send } from '../app/api';
import { minorUnits, money, type Money } from '../app/format';
import type { Task, TaskDialog } from './dialog';
import './dialog';

interface Line { lineId: string; sku: string; name: string; quantity: number; shipped: number; unitPrice: Money }

/** What staff may do with an order. Only what makes sense in its state is offered; the server decides. */
class OrderActions extends ConsoleElement {
  static properties = { order: { attribute: false } };
  declare order: any;

  private get dialog() {
    return this.querySelector<TaskDialog>('task-dialog')!;
  }

  protected render() {
    const order = this.order;
    const ended = ['CANCELLED', 'COMPLETED'].includes(order.state);
    const left = order.lines.some((line: Line) => line.quantity > line.shipped);
    const button = (text: string, task: () => Task) => html`<button type="button" @click=${() => this.dialog.open(task())}>${text}</button>`;
    return html`<div class="actions" role="group" aria-label="Actions">
      ${order.state === 'PLACED' ? button('Confirm', () => this.plain('Confirm this order', 'Confirm', 'confirmation')) : nothing}
      ${!ended && order.state !== 'HELD' ? button('Hold', () => this.reason('Hold this order', 'Hold', 'hold')) : nothing}
      ${order.state === 'HELD' ? button('Release', () => this.plain('Release this order', 'Release', 'release')) : nothing}
      ${!ended && left ? button('Ship', () => this.ship()) : nothing}
      ${!ended ? button('Edit', () => this.edit()) : nothing}
      ${order.payment.captured.amount > order.payment.refunded.amount ? button('Refund', () => this.refund()) : nothing}
      ${order.state !== 'CANCELLED' ? button('Credit', () => this.credit()) : nothing}
      ${button('Note', () => this.note())}
      ${!ended && !order.lines.some((line: Line) => line.shipped > 0) ? button('Cancel order', () => ({ ...this.reason('Cancel this order', 'Cancel the order', 'cancellation'), dangerous: true })) : nothing}
      </div><task-dialog></task-dialog>`;
  }

  private async command<T extends { version: number }>(name: string, body: unknown, key: string, version: number): Promise<T> {
    return (await send<T>('POST', `/commands/v1/orders/${this.order.id}/${name}`, body,
      { stream: 'order:' + this.order.id, version, key }))!;
  }

  /** A task with one command: the same key for each attempt, so that one whose answer got lost is not done twice. */
  private task(title: string, button: string, name: string, fields: TemplateResult | typeof nothing, body: (form: FormData) => unknown): Task {
    let key = crypto.randomUUID();
    let sent = '';
    // as it was shown when this began, whatever comes while it is typed
    const shown = this.order.version;
    return {
      title, button, fields, run: async (form, version) => {
        const wanted = body(form);
        if (sent && sent !== JSON.stringify(wanted)) {
          key = crypto.randomUUID();
        }
        sent = JSON.stringify(wanted);
        const answer = await this.command(name, wanted, key, version ?? shown);
        return `${title}: done. The order is at version ${answer.version}.`;
      },
    };
  }

  private plain(title: string, button: string, name: string): Task {
    return this.task(title, button, name, nothing, () => undefined);
  }

  private reason(title: string, button: string, name: string): Task {
    return this.task(title, button, name, html`<label>Reason <input name="reason" required maxlength="500"></label>`,
      form => ({ reason: form.get('reason') }));
  }

  private note(): Task {
    return this.task('Add a note', 'Add', 'notes', html`<label>Note <textarea name="text" required maxlength="2000" rows="4"></textarea></label>`,
      form => ({ text: form.get('text') }));
  }

  private ship(): Task {
    const lines = (this.order.lines as Line[]).filter(line => line.quantity > line.shipped);
    return this.task('Ship units', 'Ship', 'shipments', html`
      ${lines.map(line => html`<label>${line.name} <input type="number" name=${line.lineId} min="0" max=${line.quantity - line.shipped} .value=${String(line.quantity - line.shipped)} required></label>`)}
      <label>Carrier <input name="carrier" required maxlength="100"></label>
      <label>Tracking number <input name="tracking" required maxlength="100"></label>
      <label class="check"><input type="checkbox" name="onCredit"> On credit, also if it is not paid</label>`,
    form => ({
      lines: lines.map(line => ({ lineId: line.lineId, quantity: Number(form.get(line.lineId)) })).filter(line => line.quantity > 0),
      carrier: form.get('carrier'), tracking: form.get('tracking'), onCredit: form.get('onCredit') === 'on',
    }));
  }

  private amount(form: FormData): Money {
    const amount = minorUnits(String(form.get('amount')), this.order.currency);
    if (!amount) {
      throw new Error(`Type an amount in ${this.order.currency}, such as 12.50.`);
    }
    return { amount, currency: this.order.currency };
  }

  private refund(): Task {
    const captures = this.order.payment.entries.filter((entry: any) => entry.kind === 'CAPTURED');
    return this.task('Record a refund', 'Refund', 'refunds', html`
      <label>Of the payment <select name="paymentId">${captures.map((entry: any) => html`<option value=${entry.id}>${entry.providerRef ?? entry.id}, ${money(entry.amount)}</option>`)}</select></label>
      <label>Amount (${this.order.currency}) <input name="amount" inputmode="decimal" required></label>`,
    form => ({ paymentId: form.get('paymentId'), amount: this.amount(form) }));
  }

  private credit(): Task {
    return this.task('Credit the customer', 'Credit', 'credits', html`
      <label>Amount (${this.order.currency}) <input name="amount" inputmode="decimal" required></label>
      <label>Reason <input name="reason" required maxlength="500"></label>`,
    form => ({ amount: this.amount(form), reason: form.get('reason') }));
  }

  /** Shows what a dry run answers before it is carried out at that total, or not at all. */
  private edit(): Task {
    const lines = this.order.lines as Line[];
    const key = crypto.randomUUID();
    const shown = this.order.version;
    const fields = html`
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
          throw new Error('Nothing is changed. Change a quantity, or add a product.');
        }
        const answer: any = await this.command('edits', { lines: changes, dryRun: true }, crypto.randomUUID(), version ?? shown);
        this.dialog.replaceTask({
          title: 'Edit the order', button: 'Carry it out', fields: html`
            <div class="preview" role="status"><p>Nothing is changed yet. This is what would happen:</p>
            <ul>${answer.deltas.map((delta: any) => html`<li>${delta.name}: ${delta.from} → ${delta.to} at ${money(delta.unitPrice)}</li>`)}</ul>
            <p>Total: ${money(answer.totalBefore)} → <strong>${money(answer.totalAfter)}</strong>. Balance afterwards: ${money(answer.balance)}.</p></div>`,
          run: async (_, at) => {
            const done = await this.command('edits', { lines: answer.lines, expectedTotal: answer.expectedTotal }, key, at ?? version ?? shown);
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
