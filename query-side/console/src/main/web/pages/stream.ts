import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { place, setQuery } from '../app/place';
import { follow, get, Problem, type Answer, type Entry } from '../app/api';
import { lazily } from '../app/chunk';
import { problem, unloaded } from '../app/loading';
import { changedPaths } from '../app/json-diff';
import { count, money, time, words } from '../app/format';
import { has } from '../app/session';
import { attention } from '../parts/attention';
import { customer } from '../parts/customer-link';
import { namesOf } from '../parts/diff-view';
import '../parts/state-view';
import '../parts/event-list';
import '../parts/scrubber';
import '../parts/blame-view';
import '../parts/event-view';
import '../parts/copy-menu';

const diffView = lazily(() => import('../parts/diff-view'));
const orderActions = lazily(() => import('../parts/order-actions'));
const cartActions = lazily(() => import('../parts/cart-actions'));
const orderSteps = lazily(() => import('../parts/order-steps'));

/** So many states are kept, so that scrubbing back asks for nothing. */
const KEPT = 200;
/** A page of the history, and the most pages that are read. */
const PAGE = 1000;
const PAGES = 50;

/** A cart or an order: what it is or was, what happened to it, and why. */
class StreamPage extends ConsoleElement {
  static properties = { category: {}, streamid: {} };
  declare category: 'cart' | 'order';
  declare streamid: string;

  private entries: Entry[] = [];
  private present?: any;
  private shown?: any;
  private changed = new Set<string>();
  private staleSince?: string;
  private failure?: Error;
  private of = '';
  private moment = '';
  private kept = new Map<number, any>();
  private busy = false;
  /** The history could not be read to its end. */
  private unread = false;
  /** What the address asks for is to be read once more. */
  private wanted = false;
  private living?: AbortController;
  private announced = '';
  /** Streams that events of this one name, and how: what it was copied from, and carts that were merged. */
  private named = new Map<string, string>();

  private get path() {
    return `/queries/v1/${this.category}s/${this.streamid}`;
  }

  private get stream() {
    return `${this.category}:${this.streamid}`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.living?.abort();
    document.removeEventListener('visibilitychange', this.seen);
    window.removeEventListener('back', this.back);
    this.of = '';
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.seen);
    window.addEventListener('back', this.back);
    this.addEventListener('version', event => setQuery({ v: text((event as CustomEvent).detail), at: null, from: null, to: null }));
    this.addEventListener('moment', event => setQuery({ at: (event as CustomEvent).detail, v: null, from: null, to: null }));
    this.addEventListener('field', event => setQuery({ field: (event as CustomEvent).detail }));
    this.addEventListener('done', event => {
      this.announced = (event as CustomEvent).detail;
      const now = this.moment === 'now';
      setQuery({ v: null, at: null });
      if (now) {
        void this.look();
      }
    });
  }

  /** What could not be read is read once the service answers again. */
  private back = () => {
    if (this.isAway()) {
      void this.look();
    }
    if (this.unread) {
      void this.read();
    }
  };

  private isAway(): boolean {
    return this.failure instanceof Problem && this.failure.isUnreachable;
  }

  /** A tab that nobody sees follows nothing. */
  private seen = () => {
    if (document.hidden) {
      this.living?.abort();
    } else if (this.entries.length > 0) {
      this.follow();
    }
  };

  protected willUpdate() {
    if (this.of !== this.stream) {
      this.of = this.stream;
      this.living?.abort();
      this.entries = [];
      this.kept.clear();
      this.named.clear();
      this.present = this.shown = this.failure = undefined;
      this.moment = '';
      void this.read();
    }
    const query = place().query;
    const moment = query.get('v') ? 'v' + query.get('v') : query.get('at') ?? 'now';
    if (this.moment !== moment) {
      this.moment = moment;
      void this.look();
    }
  }

  /** All events, page by page; then those that come. */
  private async read() {
    const of = this.of;
    let next: string | undefined;
    this.unread = false;
    try {
      for (let page = 0; page < PAGES; page++) {
        const { body } = await get<{ events: Entry[]; next?: string }>(
          `${this.path}/history?limit=${PAGE}${next ? '&cursor=' + next : ''}`, undefined, this.stream);
        if (of !== this.of) {
          return;
        }
        this.add(body.events);
        next = body.next;
        if (!next) {
          break;
        }
      }
      if (!next) {
        this.follow();
      }
    } catch (failure) {
      if (of === this.of) {
        this.unread = true;
        this.failure = failure as Error;
        this.requestUpdate();
      }
    }
  }

  private add(entries: Entry[]) {
    const last = this.entries.at(-1)?.version ?? 0;
    const fresh = entries.filter(entry => entry.version > last);
    if (fresh.length > 0) {
      this.entries = [...this.entries, ...fresh];
      for (const { data } of fresh) {
        if (data?.origin?.copiedFrom) {
          this.named.set(data.origin.copiedFrom, 'copied from');
        }
        if (data?.sourceId) {
          this.named.set('cart:' + data.sourceId, 'merged with');
        }
      }
      this.requestUpdate();
    }
    return fresh.length > 0;
  }

  private follow() {
    this.living?.abort();
    const living = new AbortController();
    this.living = living;
    void follow(this.stream, this.entries.at(-1)?.version ?? 0, living.signal, entry => {
      if (this.add([entry])) {
        if (this.moment === 'now') {
          void this.look();
        } else {
          this.readPresent().catch(failure => {
            this.failure = failure;
            this.requestUpdate();
          });
        }
      }
    });
  }

  private async readPresent() {
    this.present = (await get<any>(this.path, undefined, this.stream)).body;
    this.requestUpdate();
  }

  /** Reads what the address asks for. While one is on its way, only the last of those asked for meanwhile is read next. */
  private async look() {
    this.wanted = true;
    if (this.busy) {
      return;
    }
    this.busy = true;
    while (this.wanted) {
      this.wanted = false;
      const moment = this.moment;
      const of = this.of;
      try {
        const version = moment.startsWith('v') ? Number(moment.slice(1)) : 0;
        // of a version it is known at once what was before it: both are asked for together
        const [answer, earlier] = await Promise.all([this.at(moment), version > 1 ? this.at('v' + (version - 1)) : undefined]);
        const state = answer.body;
        const before = moment === 'now' || state.version <= 1 ? undefined : (earlier ?? await this.at('v' + (state.version - 1))).body;
        if (of !== this.of) {
          continue;
        }
        this.shown = state;
        this.changed = before ? changedPaths(before, state) : new Set();
        for (const always of ['/version', '/updatedAt']) {
          this.changed.delete(always);
        }
        if (moment === 'now') {
          this.present = state;
          this.staleSince = answer.staleSince;
        } else if (!this.present) {
          await this.readPresent();
        }
        this.failure = undefined;
      } catch (failure) {
        this.failure = failure as Error;
      }
      this.requestUpdate();
    }
    this.busy = false;
  }

  private async at(moment: string): Promise<Answer<any>> {
    if (moment === 'now') {
      return get(this.path, undefined, this.stream);
    }
    if (!moment.startsWith('v')) {
      return get(`${this.path}?asOf=${encodeURIComponent(moment)}`);
    }
    const version = Number(moment.slice(1));
    const kept = this.kept.get(version);
    if (kept) {
      return { body: kept };
    }
    const answer = await get<any>(`${this.path}?version=${version}`, undefined, this.stream);
    this.kept.set(version, answer.body);
    if (this.kept.size > KEPT) {
      this.kept.delete(this.kept.keys().next().value!);
    }
    return answer;
  }

  protected render() {
    const query = place().query;
    const comparing = query.has('from');
    if (comparing) {
      diffView();
    }
    if (this.isAway() && !this.shown) {
      return html`<h1>${words(this.category)} ${this.streamid}</h1>${unloaded()}`;
    }
    if (this.failure && !this.shown) {
      return html`<h1>${words(this.category)} ${this.streamid}</h1>${problem(this.failure, () => {
        this.of = '';
        this.requestUpdate();
      })}${this.category === 'order' && place().query.size === 0
        ? html`<p>Or is it a cart? <a href="/console/carts/${this.streamid}">Open the cart ${this.streamid}</a></p>` : nothing}`;
    }
    if (!this.shown) {
      return html`<h1>${words(this.category)}</h1><p class="state" role="status">Loading …</p>`;
    }
    const state = this.shown;
    const last = Math.max(this.entries.at(-1)?.version ?? 0, this.present?.version ?? state.version);
    const entry = this.entries[state.version - 1];
    const names = namesOf(state);
    const now = this.moment === 'now';
    return html`
      <h1>${words(this.category)} ${state.number ?? this.streamid} <span class="badge ${state.state.toLowerCase()}">${words(state.state)}</span></h1>
      <p class="facts">${customer(state.owner)} · <strong>${money(state.totals?.total ?? state.total)}</strong>
        ${state.payment ? html`· balance ${money(state.payment.balance)}` : nothing}
        · ${state.placedAt ? html`placed ${time(state.placedAt)}` : html`created ${time(state.createdAt)}`}
        · version ${count(state.version)}
        ${this.category === 'order' ? html`· <a href="/console/carts/${this.streamid}">its cart</a>`
          : state.order ? html`· <a href="/console/orders/${state.order}">its order</a>`
            : state.mergedInto ? html`· <a href="/console/carts/${state.mergedInto}">merged into another cart</a>` : nothing}
        ${[...this.named].map(([stream, how]) => html`· <a href="/console/${stream.replace(':', 's/')}">${how} ${stream.startsWith('order') ? 'an order' : 'another cart'}</a>`)}</p>
      ${this.staleSince ? html`<p class="problem" role="status">This view is stale since ${time(this.staleSince)}: an event can’t be
        projected. ${has('operator') ? html`<a href="/console/quarantine?stream=${this.stream}">See the quarantine.</a>` : 'Tell an operator.'}</p>` : nothing}
      ${this.failure && !this.isAway() ? problem(this.failure, () => this.look()) : nothing}
      <p class="announced" role="status" aria-live="polite">${this.announced}</p>
      ${(state.attention ?? []).map(attention)}
      <time-scrubber .version=${state.version} .last=${last} .entry=${entry} .now=${now} .at=${query.get('at') ?? undefined}></time-scrubber>
      ${now ? nothing : html`<p class="past" role="status">You look at the past: version ${state.version} of ${last}. Marked fields were changed by this version’s event.</p>`}
      <div class="bar">
        ${has('staff') && this.present ? this.actions(state.version) : nothing}
        <form class="filters compare" @submit=${this.compare}>
          <label>Compare <input name="from" aria-label="From version or instant" required size="6" .value=${query.get('from') ?? String(Math.max(0, state.version - 1))}></label>
          <label>with <input name="to" aria-label="To version or instant" size="6" .value=${query.get('to') ?? String(state.version)}></label>
          <button type="submit">Compare</button>
          ${comparing ? html`<button type="button" @click=${() => setQuery({ from: null, to: null })}>Back to the fields</button>` : nothing}
        </form>
        <copy-menu .state=${state} .path=${this.path + (now ? '' : `?version=${state.version}`)}></copy-menu>
      </div>
      ${this.category === 'order' && has('staff') && this.present && now && !comparing ? this.steps() : nothing}
      <div class="columns">
        <div class="state-column">
          ${query.get('field') ? html`<blame-view .path=${this.path} .field=${query.get('field')!} .version=${state.version}
            .currency=${state.currency} .names=${names}></blame-view>` : nothing}
          ${comparing ? html`<diff-view .path=${this.path} .from=${query.get('from')!} .to=${query.get('to') ?? ''} .currency=${state.currency}
              .names=${new Map([...namesOf(this.present), ...names])}></diff-view>`
            : html`<state-view .state=${state} .changed=${this.changed} .field=${query.get('field') ?? undefined}></state-view>`}
        </div>
        <div class="event-column">
          <event-list .entries=${this.entries} .count=${last} .version=${state.version}></event-list>
          ${entry ? html`<event-view .entry=${entry} .own=${this.entries} .stream=${this.stream} .neighbours=${this.neighbours()}></event-view>` : nothing}
        </div>
      </div>`;
  }

  private actions(version: number) {
    if (this.category === 'order') {
      orderActions();
      return html`<order-actions .state=${this.present}></order-actions>`;
    }
    cartActions();
    return html`<cart-actions .state=${this.present} .version=${version}></cart-actions>`;
  }

  private steps() {
    orderSteps();
    return html`<order-steps .state=${this.present}></order-steps>`;
  }

  private neighbours(): string[] {
    const state = this.present ?? this.shown;
    return [...new Set(this.category === 'order' ? ['cart:' + this.streamid]
      : [...state.order ? ['order:' + state.order] : [], ...state.mergedInto ? ['cart:' + state.mergedInto] : [], ...this.named.keys()])]
      .filter(stream => stream !== this.stream);
  }

  private compare(event: Event) {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    setQuery({ from: String(data.get('from')).trim(), to: String(data.get('to')).trim() }, false);
  }
}

function text(version: number | null): string | null {
  return version === null ? null : String(version);
}

customElements.define('stream-page', StreamPage);
