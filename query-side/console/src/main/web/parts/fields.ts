import { html, type TemplateResult } from 'lit';
import { Problem } from '../app/api';
import { minorUnits, type Money } from '../app/format';

/** Units of a line that something can be done with. */
export interface Units { lineId: string; name: string; most: number }

/** What is wrong with a field, in the form in which the services say so. */
export function misfit(name: string, detail: string): Problem {
  return new Problem(0, { title: 'Something is missing', detail, violations: [{ pointer: '/' + name, detail }] });
}

/** What a person has typed, without spaces around it; undefined when that is nothing. */
export function text(form: FormData, name: string): string | undefined {
  return String(form.get(name) ?? '').trim() || undefined;
}

export function amountField(label: string, currency: string, required = true): TemplateResult {
  return html`<label>${label} (${currency}) <input name="amount" inputmode="decimal" ?required=${required}></label>`;
}

/** The amount that a person has typed; undefined when that is nothing. */
export function amount(form: FormData, currency: string): Money | undefined {
  const typed = text(form, 'amount');
  if (!typed) {
    return undefined;
  }
  const units = minorUnits(typed, currency);
  if (!units) {
    throw misfit('amount', `Type an amount in ${currency}, such as 12.50.`);
  }
  return { amount: units, currency };
}

export function reasonField(): TemplateResult {
  return html`<label>Reason <input name="reason" required maxlength="500"></label>`;
}

/** A number of units for each line, by its id. */
export function unitsFields(lines: Units[], initial: (line: Units) => number = line => line.most): TemplateResult {
  return html`<fieldset class="units"><legend>Units</legend>${lines.map(line => html`<label>${line.name} <small>of ${line.most}</small>
    <input type="number" name=${line.lineId} min="0" max=${line.most} .value=${String(initial(line))} required></label>`)}</fieldset>`;
}

/** The lines of which there are units. */
export function units(form: FormData, lines: Units[]): { lineId: string; quantity: number }[] {
  return lines.map(line => ({ lineId: line.lineId, quantity: Number(form.get(line.lineId)) })).filter(line => line.quantity > 0);
}

/** The lines of which there are units; one at least. */
export function someUnits(form: FormData, lines: Units[]): { lineId: string; quantity: number }[] {
  const chosen = units(form, lines);
  if (chosen.length === 0) {
    throw misfit(lines[0]?.lineId ?? '', 'Choose one unit at least.');
  }
  return chosen;
}

const ADDRESS: [name: string, label: string, required: boolean][] = [
  ['recipient', 'Recipient', true], ['street', 'Street and number', true],
  ['addition', 'Addition', false], ['postalCode', 'Postal code', false],
  ['city', 'City', true], ['region', 'State or province', false],
];

export function addressFields(address: any = {}): TemplateResult {
  return html`${ADDRESS.map(([name, label, required]) => html`<label>${label} <input name=${name} maxlength="200" autocomplete="off"
    ?required=${required} .value=${address?.[name] ?? ''}></label>`)}
    <label>Country, two letters <input name="country" required pattern="[A-Za-z]{2}" size="2" autocomplete="off" .value=${address?.country ?? ''}></label>`;
}

export function address(form: FormData) {
  return { ...Object.fromEntries(ADDRESS.map(([name]) => [name, text(form, name)])), country: text(form, 'country')?.toUpperCase() };
}

export function contactFields(contact: any = {}): TemplateResult {
  return html`<label>E-mail <input name="email" type="email" required maxlength="254" autocomplete="off" .value=${contact?.email ?? ''}></label>
    <label>Telephone <input name="phone" autocomplete="off" .value=${contact?.phone ?? ''}></label>`;
}

export function contact(form: FormData) {
  return { email: text(form, 'email'), phone: text(form, 'phone') };
}

export function customerField(): TemplateResult {
  return html`<label>Customer <input name="customerId" required maxlength="100" autocomplete="off"></label>`;
}
