import { back, heard, isAway, isFromService, unheard, type Service } from './reach';
import { session, signOut } from './session';

/** So long is waited for the answer to a query, ms: as long as a gateway keeps a connection on which nothing comes. */
const PATIENCE = 60_000;
/** Live events that end are asked for again after so many ms, and then after twice as many each time, up to the second number. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** An answer that is a problem (RFC 9457). */
export class Problem extends Error {
  constructor(readonly status: number, readonly body: any) {
    super(body?.detail || body?.title || `The server answers ${status}.`);
  }

  get code(): string {
    return this.body?.code ?? '';
  }

  /** Whether the service was not reached at all. */
  get isUnreachable(): boolean {
    return this instanceof Unreachable;
  }

  /** Whether the same may well succeed a little later. */
  get passes(): boolean {
    return this.isUnreachable || [429, 502, 503, 504].includes(this.status);
  }
}

/** No answer: of the network, or of a gateway in the service's place. */
class Unreachable extends Problem {
  constructor(status: number) {
    super(status, { title: 'The service can’t be reached', detail: 'It is asked again until it answers.' });
  }
}

export interface Answer<T> {
  body: T;
  /** Since when a view is stale; missing when it is not. */
  staleSince?: string;
}

/** By stream id, the token of the last command of this tab: what one did is visible at once. */
const tokens = new Map<string, string>();

/** How often the server was asked since the page was loaded. */
export let requests = 0;

function serviceOf(path: string): Service {
  return path.startsWith('/commands/') ? 'commands' : 'queries';
}

async function call(method: string, path: string, options: {
  body?: unknown; signal?: AbortSignal; headers?: Record<string, string>;
}): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  const who = session();
  if (who) {
    headers.Authorization = 'Bearer ' + who.token;
  }
  if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  requests++;
  const service = serviceOf(path);
  let answer: Response;
  try {
    answer = await fetch(path, {
      method, headers, signal: options.signal,
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  } catch (failure) {
    if ((failure as Error).name === 'AbortError') {
      throw failure;
    }
    unheard(service);
    throw new Unreachable(0);
  }
  if (!isFromService(answer)) {
    unheard(service);
    throw new Unreachable(answer.status);
  }
  heard(service);
  if (!answer.ok) {
    const problem = new Problem(answer.status, await answer.json().catch(() => undefined));
    if (answer.status === 401 && who === session()) {
      signOut();
    }
    throw problem;
  }
  return answer;
}

/** @param stream of which the answer has to show what this tab did last */
export async function get<T>(path: string, signal?: AbortSignal, stream?: string): Promise<Answer<T>> {
  const token = stream && tokens.get(stream);
  const patience = AbortSignal.timeout(PATIENCE);
  const answer = await call('GET', path, { signal: signal ? AbortSignal.any([signal, patience]) : patience, headers: token ? { 'Consistency-Token': token } : {} });
  const body = await answer.json().catch(failure => {
    if (failure instanceof TypeError) {
      // the connection has ended in the middle of it
      unheard(serviceOf(path));
      throw new Unreachable(0);
    }
    throw failure;
  });
  return { body, staleSince: answer.headers.get('Stale-Since') ?? undefined };
}

/**
 * A command or an operator's action.
 *
 * @param version the only one at which it is carried out
 */
export async function send<T>(method: string, path: string, body?: unknown, options: {
  stream?: string | ((answer: any) => string); version?: number; key?: string;
} = {}): Promise<T | undefined> {
  const headers: Record<string, string> = {};
  if (options.version !== undefined) {
    headers['If-Match'] = `"${options.version}"`;
  }
  if (options.key) {
    headers['Idempotency-Key'] = options.key;
  }
  const answer = await call(method, path, { body, headers }).catch(failure => {
    if (failure instanceof Unreachable && options.key) {
      failure.message = 'Whether it was carried out is not known. Send it again once the service is back: it is carried out once.';
    }
    throw failure;
  });
  const done = answer.status === 204 ? undefined : await answer.json();
  const token = answer.headers.get('Consistency-Token');
  if (token && options.stream) {
    tokens.set(typeof options.stream === 'string' ? options.stream : options.stream(done), token);
  }
  return done;
}

export interface Entry {
  version: number;
  type: string;
  recordedAt: string;
  actor: string;
  eventId: string;
  correlationId: string;
  causationId: string;
  data: any;
}

/**
 * Events of a stream behind a version, as they happen, until the signal ends it. EventSource can't send a token, so this
 * reads the body itself. It reconnects when they end, and as soon as a service that was away is back.
 */
export async function follow(stream: string, after: number, signal: AbortSignal, seen: (entry: Entry) => void) {
  let version = after;
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      const answer = await call('GET', `/queries/v1/streams/${stream}/events`, {
        signal, headers: { Accept: 'text/event-stream', 'Last-Event-ID': String(version) },
      });
      const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (;;) {
        const { value, done } = await reader.read();
        if (done) {
          break;
        }
        pause = FIRST_PAUSE;
        const blocks = (rest + value).split(/\r?\n\r?\n/);
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = block.split(/\r?\n/).filter(line => line.startsWith('data:')).map(line => line.slice(5)).join('\n');
          if (data.trim()) {
            const entry: Entry = JSON.parse(data);
            version = entry.version;
            seen(entry);
          }
        }
      }
    } catch (failure) {
      if (signal.aborted || (failure instanceof Problem && [401, 403, 404].includes(failure.status))) {
        return;
      }
    }
    if (isAway('queries')) {
      await back('queries', signal);
      pause = FIRST_PAUSE;
    } else {
      await new Promise(resolve => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
