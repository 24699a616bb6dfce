import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { Loading } from '../app/loading';
import { eventName, money, time, words } from '../app/format';
import { related } from '../app/json-diff';
import { shown } from './state-view';

export interface Change { path: string; before?: any; after?: any }
export interface Cause { version: number; type: string; recordedAt: string; actor: string; changed: string[] }
export interface Diff {
  from: { version: number; recordedAt?: string };
  to: { version: number; recordedAt?: string };
  changes: Change[];
  events: Cause[];
  next?: string;
}

/** What every event changes. */
const ALWAYS = new Set(['/version', '/updatedAt']);

/** Two moments of a stream side by side, and the events between that made the difference. */
class DiffView extends ConsoleElement {
  static properties = { path: {}, from: {}, to: {}, currency: {}, names: { attribute: false } };
  declare path: string;
  declare from: string;
  declare to: string;
  declare currency?: string;
  /** What a list's elements are called, by their ids. */
  declare names: Map<string, string>;
  private diff = new Loading<Diff>(this, async signal => (await get<Diff>(
    `${this.path}/diff?from=${encodeURIComponent(this.from)}${this.to ? '&to=' + encodeURIComponent(this.to) : ''}&limit=1000`, signal)).body);

  private get here() {
    return location.pathname;
  }

  protected render() {
    this.diff.of(this.path + this.from + '..' + this.to);
    return this.diff.show(diff => this.sides({ ...diff, changes: diff.changes.filter(change => !ALWAYS.has(change.path)) }));
  }

  private sides(diff: Diff) {
    return html`<h2>From version ${diff.from.version} to ${diff.to.version}</h2>
      ${diff.changes.length === 0 ? html`<p class="state" role="status">Nothing differs between these moments. Choose moments further apart.</p>` : html`
      <div class="scroll" tabindex="0" role="region" aria-label="What differs"><table class="diff">
        <thead><tr><th>Field</th><th>Version ${diff.from.version} ${time(diff.from.recordedAt)}</th><th>Version ${diff.to.version} ${time(diff.to.recordedAt)}</th><th>Because of</th></tr></thead>
        <tbody>${diff.changes.map(change => html`<tr data-path=${change.path}><th scope="row">${label(change.path, this.names)}</th>
          <td class="before">${changeValue(change.path, change.before, this.currency)}</td><td class="after">${changeValue(change.path, change.after, this.currency)}</td>
          <td>${diff.events.filter(event => event.changed.some(path => related(path, change.path))).slice(-5).map(event => html`<a
            href="${this.here}?v=${event.version}" title=${event.actor}>${event.version} ${eventName(event.type)}</a>`)}</td></tr>`)}</tbody></table></div>`}
      <h2>Events between</h2>
      <ol class="causes">${diff.events.map(event => html`<li><a href="${this.here}?v=${event.version}">${event.version} ${eventName(event.type)}</a>
        ${time(event.recordedAt)} by ${event.actor}</li>`)}</ol>
      ${diff.next ? html`<p>Only the first 1,000 events between are listed. Choose moments closer together for the others.</p>` : nothing}`;
  }
}

/** A value of a change: amounts come without their currency, which is the stream's. */
export function changeValue(path: string, value: any, currency?: string) {
  return path.endsWith('/amount') && typeof value === 'number' && currency ? money({ amount: value, currency }) : shown(value, path);
}

/** A path in words: the lists' elements by what they are called. */
export function label(path: string, names?: Map<string, string>): string {
  return path.split('/').slice(1).map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .filter((part, index, all) => !(part === 'amount' && index === all.length - 1))
    .map(part => names?.get(part) ?? (/^[0-9a-f]{8}-/.test(part) ? part.slice(0, 8) : words(part)))
    .join(' › ');
}

/** What the elements of a state's lists are called. */
export function namesOf(state: any): Map<string, string> {
  const names = new Map<string, string>();
  for (const value of Object.values(state ?? {})) {
    for (const element of Array.isArray(value) ? value : []) {
      const id = Object.values(element ?? {})[0];
      const name = element?.name ?? element?.tracking ?? element?.reason ?? element?.text;
      if (typeof id === 'string' && name) {
        names.set(id, String(name));
      }
    }
  }
  return names;
}

customElements.define('diff-view', DiffView);
