import { html } from 'lit';
import { ConsoleElement } from '../app/element';
import type { Entry } from '../app/api';
import { eventName, localTime } from '../app/format';

/** Moves through a stream's versions and moments. */
class Scrubber extends ConsoleElement {
  static properties = { version: { type: Number }, last: { type: Number }, entry: { attribute: false }, now: { type: Boolean }, at: {} };
  declare version: number;
  declare last: number;
  declare entry?: Entry;
  declare now: boolean;
  declare at?: string;

  protected render() {
    const text = `Version ${this.version} of ${this.last}` + (this.entry ? `: ${eventName(this.entry.type)}, ${localTime(this.entry.recordedAt)}` : '');
    return html`<div class="scrubber" role="group" aria-label="Moment shown">
      <button type="button" ?disabled=${this.version <= 1} @click=${() => this.to(1)}>First</button>
      <button type="button" ?disabled=${this.version <= 1} @click=${() => this.to(this.version - 1)}>Back</button>
      <input type="range" id="scrubber" min="1" max=${this.last} step="1" .value=${String(this.version)} aria-label="Version"
        aria-valuetext=${text} @input=${(event: Event) => this.to(Number((event.target as HTMLInputElement).value))}>
      <button type="button" ?disabled=${this.version >= this.last} @click=${() => this.to(this.version + 1)}>Forward</button>
      <button type="button" ?disabled=${this.now} @click=${() => this.to(null)}>Now</button>
      <label>At <input type="datetime-local" step="1" .value=${this.at ? local(this.at) : ''}
        @change=${(event: Event) => this.moment((event.target as HTMLInputElement).value)}></label>
      <output for="scrubber">${text}${this.now ? ' (now)' : ''}</output>
    </div>`;
  }

  private to(version: number | null) {
    this.dispatchEvent(new CustomEvent('version', { detail: version, bubbles: true }));
  }

  /** The end of the second, because the page shows an event's time without the milliseconds. */
  private moment(value: string) {
    if (value) {
      this.dispatchEvent(new CustomEvent('moment', { detail: new Date(Date.parse(value) + 999).toISOString(), bubbles: true }));
    }
  }
}

/** An instant as the field wants it: in the reader's zone. */
function local(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

customElements.define('time-scrubber', Scrubber);
