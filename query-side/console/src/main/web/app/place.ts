/** The part of the address behind the console's base, and its query: all state of a view that can be linked. */
export interface Place {
  path: string;
  query: URLSearchParams;
}

export const BASE = '/console';

export function place(): Place {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : location.pathname;
  return { path: path.replace(/\/+$/, '') || '/', query: new URLSearchParams(location.search) };
}

function changed() {
  window.dispatchEvent(new Event('place'));
}

/** Opens another view. */
export function go(address: string, replace = false) {
  if (replace) {
    history.replaceState(null, '', BASE + address);
  } else {
    history.pushState(null, '', BASE + address);
  }
  changed();
}

/** Changes members of the query of the present view; null takes one out. */
export function setQuery(changes: Record<string, string | null>, replace = true) {
  const { path, query } = place();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') {
      query.delete(name);
    } else {
      query.set(name, value);
    }
  }
  const text = query.toString();
  go((path === '/' ? '/' : path) + (text ? '?' + text : ''), replace);
}

window.addEventListener('popstate', changed);

// Links within the console don't load the page again.
document.addEventListener('click', event => {
  const link = (event.target as Element | null)?.closest?.('a');
  if (
    !link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey ||
    link.target || link.hasAttribute('download') || link.origin !== location.origin ||
    !(link.pathname === BASE || link.pathname.startsWith(BASE + '/'))
  ) {
    return;
  }
  event.preventDefault();
  history.pushState(null, '', link.href);
  changed();
});
