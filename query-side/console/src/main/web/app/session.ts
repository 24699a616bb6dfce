import { back, heard, isFromService, unheard } from './reach';
import { begin, finish, forget, isAnswer, wasSignedIn } from './oidc';

/** Who is signed in. */
export interface Session {
  token: string;
  subject: string;
  roles: string[];
  /** Milliseconds since 1970. */
  expires: number;
}

export interface Settings {
  oidc?: { issuer: string; clientId: string; scope: string };
  runbook?: string;
}

/** In the memory of this tab and nowhere else: a reload forgets it. An identity provider gives another without a question. */
let current: Session | undefined;
let timer: number | undefined;
export let settings: Settings = {};

export function session(): Session | undefined {
  return current;
}

export function has(role: string): boolean {
  return current?.roles.includes(role) ?? false;
}

export class NotAToken extends Error {}

/** Reads what a token says of itself. Only the server can tell whether it is true. */
export function read(token: string): Session {
  try {
    const part = token.trim().replace(/^Bearer /i, '').split('.')[1];
    const text = new TextDecoder().decode(
      Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0)));
    const claims = JSON.parse(text);
    return {
      token: token.trim().replace(/^Bearer /i, ''),
      subject: String(claims.sub ?? 'unknown'),
      roles: Array.isArray(claims.groups) ? claims.groups.map(String) : [],
      expires: Number(claims.exp ?? 0) * 1000,
    };
  } catch {
    throw new NotAToken('This is not a token. A token has three parts with dots between them.');
  }
}

function changed() {
  window.dispatchEvent(new Event('session'));
}

export function signIn(token: string) {
  const next = read(token);
  if (next.expires <= Date.now()) {
    throw new NotAToken('This token has expired. Ask for a new one.');
  }
  current = next;
  clearTimeout(timer);
  timer = window.setTimeout(() => signOut(), Math.min(next.expires - Date.now(), 2 ** 31 - 1));
  changed();
}

export function signOut() {
  current = undefined;
  forget();
  clearTimeout(timer);
  changed();
}

/**
 * Signs in by the address (`#token=…`), by what an identity provider has answered, or, when this tab was signed in by a
 * provider before, by asking it again.
 */
export async function start(): Promise<string | undefined> {
  settings = await readSettings();
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    // The token does not stay in the address, nor in the history.
    history.replaceState(null, '', location.pathname + location.search);
  }
  try {
    if (given) {
      signIn(given);
    } else if (settings.oidc && isAnswer()) {
      const token = await finish(settings.oidc);
      if (token) {
        signIn(token);
      }
    } else if (settings.oidc && wasSignedIn()) {
      await begin(settings.oidc, true);
      // until the browser has left the page
      await new Promise(() => {});
    }
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  }
  return undefined;
}

/** As soon as the service answers. */
async function readSettings(): Promise<Settings> {
  for (;;) {
    try {
      const answer = await fetch('/console/settings.json');
      if (isFromService(answer)) {
        heard('queries');
        return await answer.json();
      }
    } catch {
      // no answer, or half of one
    }
    unheard('queries');
    await back('queries');
  }
}

export async function signInByProvider() {
  if (settings.oidc) {
    await begin(settings.oidc);
  }
}
