import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import type { Entry } from '../app/api';
import { count, eventName, time } from '../app/format';

/** The height of a row in the style sheet, px. */
const ROW = 52;
/** Rows beyond those that can be seen, so that a quick scroll shows no gap. */
const SPARE = 10;

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
    const height = 640;
    const first = Math.max(0, Math.floor(this.top / ROW) - SPARE);
    const last = Math.min(this.entries.length, Math.ceil((this.top + height) / ROW) + SPARE);
    const rows = [];
    for (let row = first; row < last; row++) {
      rows.push(this.entries[this.entries.length - 1 - row]);
    }
    return html`<h2 id="events-title">Events <small>${count(this.entries.length)}${this.entries.length < this.count ? ' of ' + count(this.count) : ''}</small></h2>
      <ol class="events" aria-labelledby="events-title" @keydown=${this.move}
        @scroll=${(event: Event) => { this.top = (event.target as HTMLElement).scrollTop; }}>
        <li class="space" aria-hidden="true" .style=${`height:${first * ROW}px`}></li>
        ${rows.map(entry => html`<li aria-setsize=${this.entries.length} aria-posinset=${this.entries.length - entry.version + 1}>
          <button type="button" class="event" data-version=${entry.version} aria-current=${entry.version === this.version}
            @click=${() => this.choose(entry.version)}>
            <span class="event-version">${entry.version}</span>
            <span class="event-name">${eventName(entry.type)}</span>
            <span class="event-when">${time(entry.recordedAt)} · ${entry.actor}</span>
          </button></li>`)}
        <li class="space" aria-hidden="true" .style=${`height:${(this.entries.length - last) * ROW}px`}></li>
      </ol>${this.entries.length === 0 ? html`<p class="state">Loading …</p>` : nothing}`;
  }

  protected updated(changes: Map<string, unknown>) {
    if (changes.has('version') && this.version) {
      const list = this.querySelector<HTMLElement>('.events')!;
      const at = (this.entries.length - this.version) * ROW;
      if (at < list.scrollTop || at + ROW > list.scrollTop + list.clientHeight) {
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
