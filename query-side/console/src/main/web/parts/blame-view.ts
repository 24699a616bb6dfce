import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { Loading } from '../app/loading';
import { eventName, time } from '../app/format';
import { related } from '../app/json-diff';
import { changeValue, label, type Cause, type Change, type Diff } from './diff-view';

/** So many events are looked through at a time: as many as a page of a diff has. */
const WINDOW = 1000;

interface Blame {
  cause?: Cause;
  changes: Change[];
}

/** Which event last changed a field. */
class BlameView extends ConsoleElement {
  static properties = { path: {}, field: {}, version: { type: Number }, currency: {}, names: { attribute: false } };
  declare path: string;
  declare field: string;
  declare version: number;
  declare currency?: string;
  declare names: Map<string, string>;
  private blame = new Loading<Blame>(this, signal => this.find(signal));

  private async find(signal: AbortSignal): Promise<Blame> {
    for (let to = this.version; to > 0; to -= WINDOW) {
      const window = (await get<Diff>(`${this.path}/diff?from=${Math.max(0, to - WINDOW)}&to=${to}&limit=${WINDOW}`, signal)).body;
      const cause = window.events.filter(event => event.changed.some(path => related(path, this.field))).at(-1);
      if (cause) {
        const step = (await get<Diff>(`${this.path}/diff?from=${cause.version - 1}&to=${cause.version}`, signal)).body;
        return { cause, changes: step.changes.filter(change => related(change.path, this.field)) };
      }
    }
    return { changes: [] };
  }

  protected render() {
    this.blame.of([this.path, this.field, this.version].join());
    return html`<section class="blame" aria-live="polite" aria-labelledby="blame-title">
      <h2 id="blame-title">Why is “${label(this.field, this.names)}” so?</h2>
      ${this.blame.show(({ cause, changes }) => cause ? html`
        <p><strong><a href="${location.pathname}?v=${cause.version}">Event ${cause.version}, ${eventName(cause.type)}</a></strong>
          last changed it, ${time(cause.recordedAt)}, by ${cause.actor}.</p>
        <ul>${changes.slice(0, 6).map(change => html`<li>${label(change.path, this.names)}:
          <span class="before">${changeValue(change.path, change.before, this.currency)}</span> →
          <span class="after">${changeValue(change.path, change.after, this.currency)}</span></li>`)}</ul>
        ${changes.length > 6 ? html`<p>… and ${changes.length - 6} more fields.</p>` : nothing}`
        : html`<p>No event has changed this field: it follows from time alone.</p>`)}
      <p><button type="button" @click=${() => this.dispatchEvent(new CustomEvent('field', { detail: null, bubbles: true }))}>Close</button></p>
    </section>`;
  }
}

customElements.define('blame-view', BlameView);
