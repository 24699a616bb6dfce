import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Problem } from './api';

/** What may succeed a little later is tried again after so many ms, and then after twice as many each time, up to the second number. */
const FIRST = 1_000;
const MOST = 15_000;

/**
 * Something that is loaded for an element, again when what it is of changes, and, if so wanted, every so often while
 * the tab can be seen. What was loaded stays while it can't be loaded again; that is tried until it succeeds, if it may.
 */
export class Loading<T> implements ReactiveController {
  value?: T;
  problem?: Error;
  busy = false;
  private pause = FIRST;
  private key?: string;
  private abort?: AbortController;
  private timer?: number;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly load: (signal: AbortSignal, last?: T) => Promise<T>,
    private readonly everyMillis = 0,
  ) {
    host.addController(this);
  }

  /** Loads unless that is what was loaded last. */
  of(key: string) {
    if (this.key !== key) {
      this.key = key;
      this.value = undefined;
      void this.again();
    }
  }

  async again() {
    this.abort?.abort();
    clearTimeout(this.timer);
    const abort = new AbortController();
    this.abort = abort;
    this.busy = true;
    this.host.requestUpdate();
    try {
      this.value = await this.load(abort.signal, this.value);
      this.problem = undefined;
      this.pause = FIRST;
    } catch (failure) {
      if (abort.signal.aborted) {
        return;
      }
      this.problem = failure as Error;
    }
    if (this.abort === abort) {
      this.busy = false;
      this.host.requestUpdate();
      this.plan();
    }
  }

  private plan() {
    const failed = this.problem instanceof Problem && this.problem.passes;
    if (failed && !this.everyMillis && (this.problem as Problem).isUnreachable) {
      // until it is back
      return;
    }
    const millis = this.everyMillis || (failed ? this.pause : 0);
    if (failed) {
      this.pause = Math.min(this.pause * 2, MOST);
    }
    if (millis) {
      this.timer = window.setTimeout(() => (document.hidden ? this.plan() : void this.again()), millis);
    }
  }

  private readonly back = () => {
    if (this.key !== undefined && !this.busy && (this.problem || this.everyMillis)) {
      void this.again();
    }
  };

  hostConnected() {
    window.addEventListener('back', this.back);
  }

  hostDisconnected() {
    window.removeEventListener('back', this.back);
    this.abort?.abort();
    clearTimeout(this.timer);
    this.key = undefined;
  }

  /** The value; or what is the matter, and what to do. That a service is away is said by the shell, on every page. */
  show(render: (value: T) => TemplateResult | typeof nothing): TemplateResult | typeof nothing {
    const away = this.problem instanceof Problem && this.problem.isUnreachable;
    if (this.value !== undefined) {
      return html`${this.problem && !away ? problem(this.problem, () => this.again()) : nothing}${render(this.value)}`;
    }
    if (away) {
      return unloaded();
    }
    return this.problem
      ? problem(this.problem, () => this.again())
      : html`<p class="state" role="status">Loading …</p>`;
  }
}

/** In the place of what could not be loaded yet. */
export function unloaded(): TemplateResult {
  return html`<p class="state" role="status">Not loaded: the service can’t be reached. It appears here as soon as the service is back.</p>`;
}

/** What is asked for; undefined when a service is away, because its page can show the rest. */
export async function ifKnown<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof Problem && (failure.passes || failure.status >= 500)) {
      return undefined;
    }
    throw failure;
  }
}

export function problem(failure: Error, again?: () => void): TemplateResult {
  const known = failure instanceof Problem ? failure : undefined;
  return html`<div class="problem" role="alert">
    <strong>${known?.body?.title ?? 'Something went wrong'}</strong>
    <p>${failure.message} ${advice(known)}</p>
    ${known?.body?.violations?.map((one: any) => html`<p>${one.parameter ?? one.pointer} ${one.detail}</p>`) ?? nothing}
    ${again ? html`<button type="button" @click=${again}>Try again</button>` : nothing}
  </div>`;
}

function advice(known?: Problem): string {
  switch (known?.status) {
    case 403: return 'Sign in with a role that may do this.';
    case 404: return 'Check the number or id. What you may not see is answered as not there.';
    case 429: return 'Wait a moment, then try again.';
    case 503: return 'A part of the system is away or behind. Try again in a few seconds.';
    default: return '';
  }
}
