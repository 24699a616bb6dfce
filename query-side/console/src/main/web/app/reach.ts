/**
 * Which services answer. One that does not is asked again, later each time, until it does: then whatever waits for it is
 * told by the event `back`. Each change is the event `reach` of the window.
 */
export type Service = 'queries' | 'commands';

/** A service that is away is asked after so many ms, and then after twice as many each time, up to the second number. */
const FIRST = 1_000;
const MOST = 15_000;
/** So long is waited for an answer to that question, ms. */
const PATIENCE = 10_000;

/** What costs a service nothing, and is answered without a token. */
const QUESTIONS: Record<Service, [method: string, path: string]> = {
  queries: ['GET', '/console/settings.json'],
  commands: ['OPTIONS', '/commands/v1/carts'],
};

interface Silence {
  /** Milliseconds since 1970. */
  since: number;
  pause: number;
  timer?: number;
}

const silences = new Map<Service, Silence>();
let newRelease = false;

function changed() {
  window.dispatchEvent(new Event('reach'));
}

/** Whether an answer comes from the service, and not from a gateway that does not reach it. */
export function isFromService(answer: Response): boolean {
  const said = answer.headers.get('Content-Type')?.includes('json') ?? false;
  return !([502, 504].includes(answer.status) || answer.status === 503 && !said);
}

/** Since when a service is away, in milliseconds since 1970; undefined when it is not. */
export function awaySince(service: Service): number | undefined {
  return silences.get(service)?.since;
}

export function isAway(service: Service): boolean {
  return silences.has(service);
}

/** It has answered. */
export function heard(service: Service) {
  const silence = silences.get(service);
  if (silence) {
    clearTimeout(silence.timer);
    silences.delete(service);
    changed();
    window.dispatchEvent(new CustomEvent('back', { detail: service }));
  }
}

/** It has not answered. */
export function unheard(service: Service) {
  if (!silences.has(service)) {
    const silence = { since: Date.now(), pause: FIRST };
    silences.set(service, silence);
    plan(service, silence);
    changed();
  }
}

function plan(service: Service, silence: Silence) {
  clearTimeout(silence.timer);
  silence.timer = window.setTimeout(() => void ask(service, silence), silence.pause);
  silence.pause = Math.min(silence.pause * 2, MOST);
}

async function ask(service: Service, silence: Silence) {
  const [method, path] = QUESTIONS[service];
  let answers = false;
  try {
    answers = isFromService(await fetch(path, { method, cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }));
  } catch {
    // still away
  }
  if (answers) {
    heard(service);
  } else if (silences.get(service) === silence) {
    plan(service, silence);
  }
}

/** Asks those that are away at once, and then as if they had just gone. */
export function askNow() {
  for (const [service, silence] of silences) {
    clearTimeout(silence.timer);
    silence.pause = FIRST;
    void ask(service, silence);
  }
}

/** Waits until a service answers again, or until the signal ends that. */
export function back(service: Service, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (!isAway(service) || signal?.aborted) {
      resolve();
      return;
    }
    const seen = (event: Event) => {
      if (event.type === 'abort' || (event as CustomEvent).detail === service) {
        window.removeEventListener('back', seen);
        signal?.removeEventListener('abort', seen);
        resolve();
      }
    };
    window.addEventListener('back', seen);
    signal?.addEventListener('abort', seen);
  });
}

/** Whether the files of this release are gone, because there is a new one. */
export function isOutdated(): boolean {
  return newRelease;
}

export function outdated() {
  newRelease = true;
  changed();
}

window.addEventListener('online', askNow);
window.addEventListener('offline', () => {
  unheard('queries');
  unheard('commands');
});
