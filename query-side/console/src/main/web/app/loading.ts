import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Problem } from './api';

/**
 * Something that is loaded for an element, again when what it is of changes, and, if so wanted, every so often while
 * the tab can be seen.
 */
export class Loading<T> implements ReactiveController {
  value?: T;
  problem?: Error;
  busy = false;
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
    if (this.everyMillis) {
      this.timer = window.setTimeout(() => (document.hidden ? this.plan() : void this.again()), this.everyMillis);
    }
  }

  hostDisconnected() {
    this.abort?.abort();
    clearTimeout(this.timer);
    this.key = undefined;
  }

  /** The value; or what is the matter, and what to do. */
  show(render: (value: T) => TemplateResult | typeof nothing): TemplateResult | typeof nothing {
    if (this.value !== undefined) {
      return html`${this.problem ? problem(this.problem, () => this.again()) : nothing}${render(this.value)}`;
    }
    return this.problem
      ? problem(this.problem, () => this.again())
      : html`<p class="state" role="status">Loading …</p>`;
  }
}

/** What is asked for; undefined when a service is away, because its page can show the rest. */
export async function ifKnown<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (failure) {
    if (failure instanceof Problem && (failure.status === 0 || failure.status === 429 || failure.status >= 500)) {
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
