import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from './element';
import { go, place } from './place';
import { has, session, settings, signIn, signInByProvider, signOut, start } from './session';

interface View {
  path: RegExp;
  title: string;
  load: () => Promise<unknown>;
  render: (match: string[]) => TemplateResult;
}

const VIEWS: View[] = [
  { path: /^\/overview$/, title: 'Overview', load: () => import('../pages/overview'), render: () => html`<overview-page></overview-page>` },
  { path: /^\/orders$/, title: 'Orders', load: () => import('../pages/find-orders'), render: () => html`<find-orders></find-orders>` },
  { path: /^\/carts$/, title: 'Carts', load: () => import('../pages/find-carts'), render: () => html`<find-carts></find-carts>` },
  { path: /^\/products$/, title: 'Products', load: () => import('../pages/find-products'), render: () => html`<find-products></find-products>` },
  { path: /^\/orders\/([^/]+)$/, title: 'Order', load: () => import('../pages/stream'), render: ([, id]) => html`<stream-page category="order" streamid=${id}></stream-page>` },
  { path: /^\/carts\/([^/]+)$/, title: 'Cart', load: () => import('../pages/stream'), render: ([, id]) => html`<stream-page category="cart" streamid=${id}></stream-page>` },
  { path: /^\/reports$/, title: 'Sales', load: () => import('../pages/sales'), render: () => html`<sales-page></sales-page>` },
  { path: /^\/partitions$/, title: 'Partitions', load: () => import('../pages/partitions'), render: () => html`<partitions-page></partitions-page>` },
  { path: /^\/quarantine$/, title: 'Quarantine', load: () => import('../pages/quarantine'), render: () => html`<quarantine-page></quarantine-page>` },
  { path: /^\/dead-letters$/, title: 'Dead letters', load: () => import('../pages/dead-letters'), render: () => html`<dead-letters-page></dead-letters-page>` },
  { path: /^\/replays$/, title: 'Replays', load: () => import('../pages/replays'), render: () => html`<replays-page></replays-page>` },
  { path: /^\/rebuilds$/, title: 'Rebuilds', load: () => import('../pages/rebuilds'), render: () => html`<rebuilds-page></rebuilds-page>` },
  { path: /^\/audit$/, title: 'Audit', load: () => import('../pages/audit'), render: () => html`<audit-page></audit-page>` },
];

interface Link {
  path: string;
  text: string;
  roles: string[];
}

const MENU: { title: string; links: Link[] }[] = [
  { title: 'Now', links: [{ path: '/overview', text: 'Overview', roles: ['operator'] }] },
  {
    title: 'Find', links: [
      { path: '/orders', text: 'Orders', roles: ['staff', 'customer'] },
      { path: '/carts', text: 'Carts', roles: ['staff', 'customer'] },
      { path: '/products', text: 'Products', roles: ['staff', 'customer', 'operator'] },
    ],
  },
  { title: 'Reports', links: [{ path: '/reports', text: 'Sales', roles: ['staff'] }] },
  {
    title: 'Operations', links: [
      { path: '/partitions', text: 'Partitions', roles: ['operator'] },
      { path: '/quarantine', text: 'Quarantine', roles: ['operator'] },
      { path: '/dead-letters', text: 'Dead letters', roles: ['operator'] },
      { path: '/replays', text: 'Replays', roles: ['operator'] },
      { path: '/rebuilds', text: 'Rebuilds', roles: ['operator'] },
      { path: '/audit', text: 'Audit', roles: ['operator'] },
    ],
  },
];

/** The frame around every page: who is signed in, where one can go, and the page of the address. */
class Shell extends ConsoleElement {
  static properties = { ready: { state: true }, message: { state: true }, open: { state: true } };
  declare ready: boolean;
  declare message?: string;
  declare open: boolean;
  private shown?: View;
  private loaded = new Set<View>();

  constructor() {
    super();
    this.ready = false;
    this.open = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.replaceChildren();
    window.addEventListener('place', () => this.moved());
    window.addEventListener('session', () => this.requestUpdate());
    start().then(message => {
      this.message = message;
      this.ready = true;
    }, () => {
      this.message = 'The console’s settings can’t be read. Reload the page in a few seconds.';
      this.ready = true;
    });
  }

  private moved() {
    this.open = false;
    this.requestUpdate();
  }

  protected render() {
    if (!this.ready) {
      return html`<p class="state" role="status">Loading the console …</p>`;
    }
    if (!session()) {
      document.title = 'Sign in – Cartulary console';
      return this.signIn();
    }
    return html`
      <a class="skip" href="#main" @click=${this.skip}>Skip to the page</a>
      <header>
        <button class="menu" type="button" aria-expanded=${this.open} aria-controls="menu"
          @click=${() => { this.open = !this.open; }}>Menu</button>
        <a class="brand" href="/console/">Cartulary</a>
        <form class="find" role="search" @submit=${this.find}>
          <label class="hidden" for="find">Order number, order id or cart id</label>
          <input id="find" type="search" autocomplete="off" placeholder="Order number or id  ( / )">
          <button type="submit">Find</button>
        </form>
        <span class="who">${session()!.subject} <small>${session()!.roles.join(', ')}</small></span>
        <button type="button" @click=${signOut}>Sign out</button>
      </header>
      <nav id="menu" class=${this.open ? 'open' : ''} aria-label="Pages">${MENU.map(part => this.group(part))}</nav>
      <main id="main" tabindex="-1">${this.page()}</main>`;
  }

  private group(part: { title: string; links: Link[] }) {
    const links = part.links.filter(link => link.roles.some(has));
    const here = place().path;
    return links.length === 0 ? nothing : html`<h2>${part.title}</h2><ul>${links.map(link => html`<li><a
      href="/console${link.path}" aria-current=${here === link.path || here.startsWith(link.path + '/') ? 'page' : 'false'}>${link.text}</a></li>`)}</ul>`;
  }

  private page() {
    const { path } = place();
    if (path === '/') {
      queueMicrotask(() => go(has('operator') ? '/overview' : has('staff') || has('customer') ? '/orders' : '/products', true));
      return nothing;
    }
    for (const view of VIEWS) {
      const match = view.path.exec(path);
      if (match) {
        document.title = view.title + ' – Cartulary console';
        if (!this.loaded.has(view)) {
          view.load().then(() => {
            this.loaded.add(view);
            this.requestUpdate();
          }, () => {
            this.message = 'A part of the console can’t be loaded. Reload the page: there may be a new release.';
          });
          return html`<p class="state" role="status">${this.message ?? 'Loading …'}</p>`;
        }
        if (this.shown && this.shown !== view) {
          queueMicrotask(() => this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true }));
        }
        this.shown = view;
        return view.render(match);
      }
    }
    return html`<h1>There is no such page</h1><p>Choose one from the menu, or find an order by its number.</p>`;
  }

  private signIn() {
    return html`<main class="sign-in">
      <h1>Cartulary console</h1>
      <p>What happened to a cart or an order, what it looked like then, and why.</p>
      ${this.message ? html`<p class="problem" role="alert">${this.message}</p>` : nothing}
      ${settings.oidc ? html`<button class="primary" type="button" @click=${() => signInByProvider().catch(failure => {
        this.message = failure.message;
      })}>Sign in</button><hr>` : nothing}
      <form @submit=${this.paste}>
        <label for="token">A token of your shop’s identity provider</label>
        <textarea id="token" rows="5" required autocomplete="off" spellcheck="false"></textarea>
        <p class="hint">On a local stack, <code>deploy/token staff bob</code> prints one. It stays in the memory of
          this tab: a reload forgets it, and leads back here.</p>
        <button class=${settings.oidc ? '' : 'primary'} type="submit">Sign in with this token</button>
      </form></main>`;
  }

  private paste(event: Event) {
    event.preventDefault();
    try {
      signIn(this.querySelector<HTMLTextAreaElement>('#token')!.value);
      this.message = undefined;
    } catch (failure) {
      this.message = (failure as Error).message;
    }
  }

  private skip(event: Event) {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  }

  private find(event: Event) {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>('#find')!.value.trim();
    if (/^(cart:|order:)?[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)) {
      const [category, id] = text.includes(':') ? text.split(':') : ['order', text];
      go(`/${category}s/${id}`);
    } else if (text) {
      go('/orders?number=' + encodeURIComponent(text));
    }
  }
}

customElements.define('console-shell', Shell);

document.addEventListener('keydown', event => {
  const target = event.target as HTMLElement;
  if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) {
    event.preventDefault();
    document.querySelector<HTMLInputElement>('#find')?.focus();
  }
});
