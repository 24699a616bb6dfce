/** The authorization code flow with PKCE (RFC 6749 section 4.1, RFC 7636, OpenID Connect Core 1.0 section 3.1). */
interface Provider {
  issuer: string;
  clientId: string;
  scope: string;
}

/** What has to outlive the way to the provider and back: the verifier of a request under way, never a token. */
const KEY = 'cartulary-sign-in';
/** That this tab was signed in by the provider, so that a reload may ask it for another token. */
const BEFORE = 'cartulary-signed-in';

export function wasSignedIn(): boolean {
  return sessionStorage.getItem(BEFORE) !== null;
}

export function forget() {
  sessionStorage.removeItem(BEFORE);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

async function endpoints(provider: Provider): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const answer = await fetch(provider.issuer.replace(/\/$/, '') + '/.well-known/openid-configuration').catch(() => undefined);
  if (!answer?.ok) {
    throw new Error('The identity provider can’t be reached. Try again in a minute.');
  }
  return answer.json();
}

const redirect = () => location.origin + '/console/';

/**
 * Leaves for the identity provider.
 *
 * @param silently it has to answer without asking the person anything
 */
export async function begin(provider: Provider, silently = false) {
  const { authorization_endpoint } = await endpoints(provider);
  const verifier = random();
  const state = random();
  sessionStorage.setItem(KEY, JSON.stringify({ verifier, state, silently, back: location.pathname + location.search }));
  const challenge = base64url(new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
  const address = new URL(authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: 'code', client_id: provider.clientId, redirect_uri: redirect(), scope: provider.scope,
    state, code_challenge: challenge, code_challenge_method: 'S256',
    ...silently ? { prompt: 'none' } : {},
  })) {
    address.searchParams.set(name, value);
  }
  location.assign(address);
}

/** Whether this page's address is the provider's answer. A list of orders has a member `state` in its query, too. */
export function isAnswer(): boolean {
  const query = new URLSearchParams(location.search);
  return query.has('state') && (query.has('code') || query.has('error')) && sessionStorage.getItem(KEY) !== null;
}

/** The access token for the code that the provider has sent back; undefined when it would have had to ask the person. */
export async function finish(provider: Provider): Promise<string | undefined> {
  const query = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  sessionStorage.removeItem(KEY);
  history.replaceState(null, '', kept.back ?? '/console/');
  forget();
  if (!kept.state || query.get('state') !== kept.state) {
    throw new Error('This answer of the identity provider is not for this tab. Sign in again.');
  }
  const refusal = query.get('error');
  if (refusal && kept.silently && /^(login|interaction|consent|account_selection)_required$/.test(refusal)) {
    return undefined;
  }
  if (refusal) {
    throw new Error('The identity provider refuses: ' + (query.get('error_description') ?? refusal));
  }
  const { token_endpoint } = await endpoints(provider);
  const answer = await fetch(token_endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code', code: query.get('code') ?? '', redirect_uri: redirect(),
      client_id: provider.clientId, code_verifier: kept.verifier,
    }),
  }).catch(() => undefined);
  if (!answer?.ok) {
    throw new Error('The identity provider gives no token. Sign in again.');
  }
  sessionStorage.setItem(BEFORE, 'true');
  return (await answer.json()).access_token;
}
