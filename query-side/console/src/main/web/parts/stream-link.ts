import { html } from 'lit';

/** A stream by its id; carts and orders have a page. */
export function stream(id: string) {
  const [category, root] = id.split(':');
  return category === 'cart' || category === 'order' ? html`<a href="/console/${category}s/${root}">${id}</a>` : id;
}
