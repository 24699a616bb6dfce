import { html, nothing } from 'lit';
import { words } from '../app/format';
import { amount, amountField, reasonField, someUnits, unitsFields, type Units } from './fields';
import { StreamActions } from './stream-actions';

interface Quantity { lineId: string; quantity: number }
interface Shipment { shipmentId: string; carrier: string; tracking: string; lines: Quantity[]; delivered: Quantity[]; lost: Quantity[]; returnedToSender: Quantity[] }
interface Return { returnId: string; lines: Quantity[]; reason: string; exchange: boolean; progress: string; received: Quantity[]; replaced: Quantity[] }

const CONDITIONS = ['RESELLABLE', 'DAMAGED', 'DEFECTIVE'];

/** What waits for an order's shipments and returns, each with the steps that may come next. */
class OrderSteps extends StreamActions {
  protected readonly category = 'order';

  protected render() {
    const out = (this.state.shipments as Shipment[]).map(shipment => ({ shipment, units: this.left(shipment.lines, shipment.delivered, shipment.lost, shipment.returnedToSender) }))
      .filter(one => one.units.length > 0);
    const open = (this.state.returns as Return[]).filter(one => one.progress !== 'REJECTED'
      && (this.left(one.lines, one.received).length > 0 || one.exchange && this.left(one.lines, one.replaced).length > 0));
    return html`${out.length + open.length === 0 ? nothing : html`<section aria-labelledby="steps"><h2 id="steps">What comes next</h2><ul class="steps">
      ${out.map(one => this.shipment(one.shipment, one.units))}${open.map(one => this.returning(one))}</ul></section>`}<task-dialog></task-dialog>`;
  }

  /** What of these units is in none of the others. */
  private left(all: Quantity[], ...gone: Quantity[][]): Units[] {
    return all.map(line => ({
      lineId: line.lineId, name: this.state.lines.find((one: any) => one.lineId === line.lineId)?.name ?? line.lineId,
      most: line.quantity - gone.flat().filter(one => one.lineId === line.lineId).reduce((sum, one) => sum + one.quantity, 0),
    })).filter(line => line.most > 0);
  }

  private shipment(shipment: Shipment, units: Units[]) {
    const name = `${shipment.carrier} ${shipment.tracking}`;
    const end = (title: string, path: string, text: string, dangerous = false) => this.task({
      title, button: 'Record', path: `shipments/${shipment.shipmentId}/${path}`, dangerous, fields: html`<p>${name}. ${text}</p>${unitsFields(units)}`,
      body: form => ({ lines: someUnits(form, units) }),
    });
    return html`<li><strong>${name}</strong> ${count(units)} on the way
      <span class="buttons">${this.button('Delivered', () => end('Record a delivery', 'delivery', 'These units have arrived.'), name)}
      ${this.button('Lost', () => end('Record a loss', 'loss', 'These units will never arrive. They can be shipped again, credited, or removed.', true), name)}
      ${this.button('Sent back', () => end('Record a return to the sender', 'return-to-sender', 'The carrier could not deliver these units.'), name)}</span></li>`;
  }

  private returning(one: Return) {
    const missing = this.left(one.lines, one.received);
    const unreplaced = one.exchange ? this.left(one.lines, one.replaced) : [];
    const approved = one.progress !== 'REQUESTED';
    const name = `return “${one.reason}”`;
    const at = `returns/${one.returnId}/`;
    return html`<li><strong>${one.exchange ? 'Exchange' : 'Return'} “${one.reason}”</strong> ${words(one.progress)}
      ${missing.length > 0 ? html`· ${count(missing)} not back yet` : nothing}
      <span class="buttons">${approved ? nothing : this.button('Approve', () => this.task({ title: 'Approve this return', button: 'Approve', path: at + 'approval' }), name)}
      ${approved && missing.length > 0 ? this.button('Receive', () => this.receive(one, at, missing), name) : nothing}
      ${approved && unreplaced.length > 0 ? this.button('Ship replacement', () => this.replace(at, unreplaced), name) : nothing}
      ${['REQUESTED', 'APPROVED'].includes(one.progress) ? this.button('Reject', () => this.task({
        title: 'Reject this return', button: 'Reject', path: at + 'rejection', dangerous: true, fields: reasonField(), body: form => ({ reason: form.get('reason') }),
      }), name) : nothing}</span></li>`;
  }

  private receive(one: Return, at: string, missing: Units[]) {
    return this.task({
      title: 'Record what came back', button: 'Receive', path: at + 'receipt', fields: html`${unitsFields(missing)}
        <label>Condition <select name="condition">${CONDITIONS.map(condition => html`<option value=${condition}>${words(condition)}</option>`)}</select></label>
        ${one.exchange ? nothing : html`${amountField('Credit', this.state.currency, false)}
          <p class="hint">Without an amount: the price of the units, less earlier credits.</p>`}`,
      body: form => ({ lines: someUnits(form, missing), condition: form.get('condition'), credit: amount(form, this.state.currency) }),
    });
  }

  private replace(at: string, units: Units[]) {
    return this.task({
      title: 'Ship replacements', button: 'Ship', path: at + 'replacements', fields: html`${unitsFields(units)}
        <label>Carrier <input name="carrier" required maxlength="100"></label>
        <label>Tracking number <input name="tracking" required maxlength="100"></label>`,
      body: form => ({ lines: someUnits(form, units), carrier: form.get('carrier'), tracking: form.get('tracking') }),
    });
  }
}

function count(units: Units[]): string {
  const sum = units.reduce((all, one) => all + one.most, 0);
  return sum === 1 ? '1 unit' : `${sum} units`;
}

customElements.define('order-steps', OrderSteps);
