import { html, nothing } from 'lit';
import { get } from '../app/api';

export interface Listed<T> {
  items: T[];
  next?: string;
  staleSince?: string;
}

/** A list's page behind those that there are already. Pages may be empty though more follow: goes on until one is not. */
export async function page<T>(path: string, signal: AbortSignal | undefined, before: T[], cursor?: string): Promise<Listed<T>> {
  let next = cursor;
  let staleSince: string | undefined;
  const items = [...before];
  // Ten short pages in a row are enough of one click.
  for (let turn = 0; turn < 10; turn++) {
    const address = path + (path.includes('?') ? '&' : '?') + 'limit=50' + (next ? '&cursor=' + encodeURIComponent(next) : '');
    const answer = await get<{ items: T[]; next?: string }>(address, signal);
    items.push(...answer.body.items);
    next = answer.body.next;
    staleSince = answer.staleSince ?? staleSince;
    if (!next || items.length > before.length) {
      break;
    }
  }
  return { items, next, staleSince };
}

export function more(list: Listed<unknown>, go: () => void) {
  return list.next ? html`<p><button type="button" @click=${go}>Show more</button></p>` : nothing;
}

export function stale(since?: string) {
  return since ? html`<p class="problem" role="status">Something may be missing since ${new Date(since).toLocaleString()}:
    a stream is in quarantine. An operator finds it under Quarantine.</p>` : nothing;
}
