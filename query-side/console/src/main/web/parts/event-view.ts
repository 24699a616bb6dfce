import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { get, Problem, type Entry } from '../app/api';
import { eventName, time } from '../app/format';
import { Loading } from '../app/loading';

/** So many pages of 1,000 events are read of each neighbour: what became of a cart is at its end. */
const PAGES = 10;

interface Related {
  stream: string;
  entry: Entry;
}

/** One event: who, when, by which command, and what else came of the same correlation, in this stream and its neighbours. */
class EventView extends ConsoleElement {
  static properties = { entry: { attribute: false }, own: { attribute: false }, stream: {}, neighbours: { attribute: false } };
  declare entry: Entry;
  declare own: Entry[];
  declare stream: string;
  /** Ids of streams that belong to this one: a cart's order, an order's cart, merged carts, what it was copied from. */
  declare neighbours: string[];
  private others = new Loading<Related[]>(this, async signal => {
    const found: Related[] = [];
    for (const stream of this.neighbours) {
      const [category, id] = stream.split(':');
      try {
        let next: string | undefined;
        for (let page = 0; page < PAGES; page++) {
          const { body } = await get<{ events: Entry[]; next?: string }>(
            `/queries/v1/${category}s/${id}/history?limit=1000${next ? '&cursor=' + next : ''}`, signal);
          found.push(...body.events.map(entry => ({ stream, entry })));
          next = body.next;
          if (!next) {
            break;
          }
        }
      } catch (failure) {
        if (signal.aborted || failure instanceof Problem && failure.passes) {
          throw failure;
        }
        // Not everybody may see every neighbour, and a cart that is not ordered has no order.
      }
    }
    return found;
  });

  protected render() {
    this.others.of(this.neighbours.join());
    const entry = this.entry;
    const all: Related[] = [...this.own.map(one => ({ stream: this.stream, entry: one })), ...this.others.value ?? []];
    const cause = all.find(one => one.entry.eventId === entry.causationId);
    const same = all.filter(one => one.entry.eventId !== entry.eventId
      && (one.entry.correlationId === entry.correlationId || one.entry.causationId === entry.eventId || one === cause))
      .sort((one, other) => one.entry.recordedAt.localeCompare(other.entry.recordedAt));
    return html`<section class="event-detail" aria-labelledby="event-title">
      <h2 id="event-title">Event ${entry.version}: ${eventName(entry.type)}</h2>
      <dl>
        <div><dt>Who</dt><dd>${entry.actor}</dd></div>
        <div><dt>When</dt><dd>${time(entry.recordedAt)}</dd></div>
        <div><dt>Caused by</dt><dd>${cause ? link(cause, this.stream) : html`command <code>${entry.causationId}</code>`}</dd></div>
        <div><dt>Correlation</dt><dd><code>${entry.correlationId}</code></dd></div>
        <div><dt>Type</dt><dd><code>${entry.type}</code></dd></div>
      </dl>
      ${same.length > 0 ? html`<h3>Same correlation, or caused by it</h3><ol class="causes">${same.slice(0, 50).map(one =>
        html`<li>${link(one, this.stream)} ${time(one.entry.recordedAt)} by ${one.entry.actor}</li>`)}</ol>` : nothing}
      <details><summary>What the event says</summary><pre tabindex="0">${JSON.stringify(entry.data, null, 2)}</pre></details>
    </section>`;
  }
}

function link({ stream, entry }: Related, here: string) {
  const [category, id] = stream.split(':');
  return html`<a href="/console/${category}s/${id}?v=${entry.version}">${stream === here ? '' : category + ' '}${entry.version} ${eventName(entry.type)}</a>`;
}

customElements.define('event-view', EventView);
