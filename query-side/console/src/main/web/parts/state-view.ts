import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { elementId, escaped, related } from '../app/json-diff';
import { count, isInstant, isMoney, money, owner, time, words } from '../app/format';
import { reasonLabel } from './attention';

/** Members that the page's head shows, or that say nothing to people. */
const HIDDEN = new Set(['version', 'id']);

/**
 * All fields of a state. Each value is a button that asks which event last changed it; those of the paths in `changed` are
 * marked.
 */
class StateView extends ConsoleElement {
  static properties = { state: { attribute: false }, changed: { attribute: false }, field: {} };
  declare state: any;
  declare changed: Set<string>;
  declare field?: string;

  constructor() {
    super();
    this.changed = new Set();
  }

  protected render() {
    const entries = Object.entries(this.state).filter(([name]) => !HIDDEN.has(name));
    const plain = entries.filter(([, value]) => this.isLeaf(value) || !Array.isArray(value) && this.isSmall(value));
    const lists = entries.filter(([, value]) => Array.isArray(value));
    const objects = entries.filter(([, value]) => !plain.some(one => one[1] === value) && !Array.isArray(value));
    return html`${lists.filter(([name]) => name === 'lines').map(([name, value]) => this.list(name, '/' + name, value as any[], 'h2'))}
      <h2>Fields</h2><dl>${plain.map(([name, value]) => name !== 'owner' && !this.isLeaf(value)
        ? Object.entries(value as object).map(([inner, one]) => this.member(inner, `/${escaped(name)}/${escaped(inner)}`, one))
        : this.member(name === 'owner' ? 'customer' : name, '/' + escaped(name), value))}</dl>
      ${objects.map(([name, value]) => html`<h2>${words(name)}</h2>${this.object('/' + escaped(name), value)}`)}
      ${lists.filter(([name]) => name !== 'lines').map(([name, value]) => this.list(name, '/' + name, value as any[], 'h2'))}`;
  }

  private isLeaf(value: any): boolean {
    return value === null || typeof value !== 'object' || isMoney(value);
  }

  private isSmall(value: any): boolean {
    return Object.values(value).length <= 2 && Object.values(value).every(one => this.isLeaf(one));
  }

  private object(path: string, value: any): TemplateResult {
    const entries = Object.entries(value);
    const lists = entries.filter(([, one]) => Array.isArray(one));
    return html`<dl>${entries.filter(([, one]) => !Array.isArray(one)).map(([name, one]) => this.member(name, path + '/' + escaped(name), one))}</dl>
      ${lists.map(([name, one]) => this.list(name, path + '/' + escaped(name), one as any[], 'h3'))}`;
  }

  private member(name: string, path: string, value: any): TemplateResult {
    return this.isLeaf(value) || this.isSmall(value)
      ? html`<div><dt>${words(name)}</dt><dd>${this.cell(path, value, words(name))}</dd></div>`
      : html`<div class="wide"><dt>${words(name)}</dt><dd>${this.object(path, value)}</dd></div>`;
  }

  private list(name: string, path: string, value: any[], level: 'h2' | 'h3'): TemplateResult | typeof nothing {
    const title = level === 'h2' ? html`<h2>${words(name)}</h2>` : html`<h3>${words(name)}</h3>`;
    if (value.length === 0) {
      return this.isMarked(path) ? html`${title}<p>${this.cell(path, 'None', words(name))}</p>` : nothing;
    }
    if (value.some(element => this.isLeaf(element))) {
      return html`${title}<p>${this.cell(path, value.map(one => String(one)).join(', '), words(name))}</p>`;
    }
    const columns = [...new Set(value.flatMap(element => Object.keys(element)))]
      .filter(column => !value.every(element => elementId(element) === element[column]))
      .filter(column => value.some(element => !(Array.isArray(element[column]) && element[column].length === 0)));
    return html`${title}<div class="scroll" tabindex="0" role="region" aria-label=${words(name)}><table>
      <thead><tr>${columns.map(column => html`<th class=${value.every(one => this.isNumber(one[column])) ? 'number' : ''}>${words(column)}</th>`)}</tr></thead>
      <tbody>${value.map((element, index) => {
        const place = path + '/' + escaped(elementId(element) ?? String(index));
        return html`<tr>${columns.map(column => html`<td class=${this.isNumber(element[column]) ? 'number' : ''}>${
          element[column] === undefined ? nothing
            : this.cell(elementId(element) ? place + '/' + escaped(column) : path, element[column], words(column), '/' + column)}</td>`)}</tr>`;
      })}</tbody></table></div>`;
  }

  private isNumber(value: any): boolean {
    return typeof value === 'number' || isMoney(value);
  }

  private isMarked(path: string): boolean {
    for (const change of this.changed) {
      if (related(change, path)) {
        return true;
      }
    }
    return false;
  }

  /** @param kind its path as far as that tells how it is shown */
  private cell(path: string, value: any, name: string, kind = path): TemplateResult {
    const marked = this.isMarked(path);
    return html`<button type="button" class="value ${marked ? 'changed' : ''}" data-path=${path}
      aria-pressed=${this.field === path} title="Which event last changed ${name.toLowerCase()}?"
      @click=${() => this.dispatchEvent(new CustomEvent('field', { detail: path, bubbles: true }))}>${
        marked ? html`<span class="hidden">changed: </span>` : nothing}${this.units(value) ?? shown(value, kind)}</button>`;
  }

  /** Units of lines, by the lines' names; undefined when it is something else. */
  private units(value: any): string | undefined {
    return Array.isArray(value) && value.length > 0 && value.every(one => typeof one?.lineId === 'string' && typeof one.quantity === 'number')
      ? value.map(one => `${one.quantity} × ${this.state.lines?.find((line: any) => line.lineId === one.lineId)?.name ?? one.lineId.slice(0, 8)}`).join(', ')
      : undefined;
  }
}

/** Members whose values are constants, for people in words. */
const CONSTANTS = /\/(state|status|returnStatus|progress|kind|condition|reason)$/;

/**
 * A value in a line.
 *
 * @param path where it is
 */
export function shown(value: any, path = ''): TemplateResult | string {
  if (value === undefined || value === null) {
    return '–';
  }
  if (isMoney(value)) {
    return money(value);
  }
  if (isInstant(value)) {
    return time(value);
  }
  if (typeof value === 'number') {
    return count(value);
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  if (Array.isArray(value)) {
    return html`${value.map((one, index) => html`${index ? ', ' : ''}${shown(one)}`)}`;
  }
  if (path === '/owner') {
    return owner(value);
  }
  if (typeof value === 'object') {
    return html`${Object.entries(value).filter(([name]) => name !== 'lineId').map(([name, one], index) => html`${index ? ', ' : ''}${words(name).toLowerCase()}: ${shown(one)}`)}`;
  }
  return CONSTANTS.test(path) && /^[A-Z_]+$/.test(value) ? reasonLabel(value) : String(value);
}

customElements.define('state-view', StateView);
