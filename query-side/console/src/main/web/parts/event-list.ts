import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import type { Entry } from '../app/api';
import { count, eventName, time } from '../app/format';

/** The height of a row, and of the whole list at most, in the size of the page's letters. */
const ROW = 3.5;
const LIST = 40;
/** Rows beyond those that can be seen, so that a quick scroll shows no gap. */
const SPARE = 10;

/** A length in the size of the page's letters, in whole px. */
function pixels(length: number): number {
  return Math.round(length * parseFloat(getComputedStyle(document.documentElement).fontSize));
}

/** A stream's events, newest first. Only rows that can be seen are in the document, so ten thousand scroll like ten. */
class EventList extends ConsoleElement {
  static properties = { entries: { attribute: false }, count: { type: Number }, version: { type: Number }, top: { state: true } };
  declare entries: Entry[];
  declare count: number;
  declare version: number;
  declare top: number;

  constructor() {
    super();
    this.entries = [];
    this.count = 0;
    this.top = 0;
  }

  protected render() {
    const row = pixels(ROW);
    const first = Math.max(0, Math.floor(this.top / row) - SPARE);
    const last = Math.min(this.entries.length, Math.ceil((this.top + pixels(LIST)) / row) + SPARE);
    const rows = [];
    for (let index = first; index < last; index++) {
      rows.push(this.entries[this.entries.length - 1 - index]);
    }
    return html`<h2 id="events-title">Events <small>${count(this.entries.length)}${this.entries.length < this.count ? ' of ' + count(this.count) : ''}</small></h2>
      <ol class="events" aria-labelledby="events-title" @keydown=${this.move}
        @scroll=${(event: Event) => { this.top = (event.target as HTMLElement).scrollTop; }}>
        <li class="space" aria-hidden="true" .style=${`height:${first * row}px`}></li>
        ${rows.map(entry => html`<li aria-setsize=${this.entries.length} aria-posinset=${this.entries.length - entry.version + 1}>
          <button type="button" class="event" .style=${`height:${row}px`} data-version=${entry.version} aria-current=${entry.version === this.version}
            @click=${() => this.choose(entry.version)}>
            <span class="event-version">${entry.version}</span>
            <span class="event-name">${eventName(entry.type)}</span>
            <span class="event-when">${time(entry.recordedAt)} · ${entry.actor}</span>
          </button></li>`)}
        <li class="space" aria-hidden="true" .style=${`height:${(this.entries.length - last) * row}px`}></li>
      </ol>${this.entries.length === 0 ? html`<p class="state">Loading …</p>` : nothing}`;
  }

  protected updated(changes: Map<string, unknown>) {
    if (changes.has('version') && this.version) {
      const list = this.querySelector<HTMLElement>('.events')!;
      const row = pixels(ROW);
      const at = (this.entries.length - this.version) * row;
      if (at < list.scrollTop || at + row > list.scrollTop + list.clientHeight) {
        list.scrollTop = Math.max(0, at - list.clientHeight / 2);
      }
    }
  }

  private choose(version: number) {
    this.dispatchEvent(new CustomEvent('version', { detail: version, bubbles: true }));
  }

  private move(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    const focused = Number((event.target as HTMLElement).dataset.version);
    const next = event.key === 'Home' ? this.entries.length : event.key === 'End' ? 1
      : Math.min(this.entries.length, Math.max(1, focused + (steps[event.key] ?? 0)));
    if (!focused || next === focused) {
      return;
    }
    event.preventDefault();
    this.choose(next);
    void this.updateComplete.then(() => requestAnimationFrame(() =>
      this.querySelector<HTMLElement>(`[data-version="${next}"]`)?.focus({ preventScroll: true })));
  }
}

customElements.define('event-list', EventList);
