import { html, nothing, type TemplateResult } from 'lit';
import { chunk } from './chunk';
import { ConsoleElement } from './element';
import { destination } from './find';
import { localClock } from './format';
import { unloaded } from './loading';
import { go, place } from './place';
import { askNow, awaySince, isOutdated } from './reach';
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
  { path: /^\/customers\/([^/]+)$/, title: 'Customer', load: () => import('../pages/customer'), render: ([, id]) => html`<customer-page customer=${decodeURIComponent(id)}></customer-page>` },
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
  { title: 'Now', links: [{ path: '/overview', text: 'Overview', roles: ['operator', 'staff'] }] },
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
  static properties = { ready: { state: true }, message: { state: true }, open: { state: true }, finding: { state: true } };
  declare ready: boolean;
  declare message?: string;
  declare open: boolean;
  declare finding: boolean;
  private shown?: View;
  private loaded = new Set<View>();
  private loading = new Set<View>();
  private missing = new Set<View>();

  constructor() {
    super();
    this.ready = false;
    this.open = false;
    this.finding = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.replaceChildren();
    window.addEventListener('place', () => this.moved());
    window.addEventListener('session', () => this.requestUpdate());
    window.addEventListener('reach', () => this.requestUpdate());
    void start().then(message => {
      this.message = message;
      this.ready = true;
    });
  }

  private moved() {
    this.open = false;
    this.requestUpdate();
  }

  protected render() {
    if (!this.ready) {
      return html`<div class="state">${this.banner()}<p role="status">Loading the console …</p></div>`;
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
          <label class="hidden" for="find">Order number, id of an order or a cart, or customer</label>
          <input id="find" type="search" autocomplete="off" aria-keyshortcuts="/"
            placeholder=${has('staff') ? 'Order number, id or customer' : 'Order number or id'}>
          <button type="submit">Find</button>
          <small class="key" aria-hidden="true">Press <kbd>/</kbd> to search</small>
          <span class="hidden" role="status">${this.finding ? 'Looking …' : ''}</span>
        </form>
        <span class="who">${session()!.subject} <small>${session()!.roles.join(', ')}</small></span>
        <button type="button" @click=${signOut}>Sign out</button>
        ${this.banner()}
      </header>
      <nav id="menu" class=${this.open ? 'open' : ''} aria-label="Pages">${MENU.map(part => this.group(part))}</nav>
      <main id="main" tabindex="-1" class=${awaySince('queries') ? 'not-fresh' : ''}>${awaySince('queries')
        ? html`<p class="age"><strong>Not fresh:</strong> what you see here was loaded before ${localClock(awaySince('queries')!)}.</p>` : nothing}${this.page()}</main>`;
  }

  /** What the whole console suffers from, on every page. */
  private banner() {
    const [queries, commands] = [awaySince('queries'), awaySince('commands')];
    const away = queries !== undefined || commands !== undefined;
    return html`<div class="banner" role="status">${isOutdated() ? html`<p class="problem"><strong>There is a new release of the console.</strong>
        This page belongs to the one before, whose files are gone. <button type="button" @click=${() => location.reload()}>Reload the page</button></p>` : nothing}${away
      ? html`<p class="problem"><strong>${queries === undefined ? 'Changes can’t be made' : 'The service can’t be reached'}</strong>
        since ${localClock(Math.min(queries ?? Infinity, commands ?? Infinity))}. ${queries === undefined
          ? 'The service that carries them out can’t be reached. What you see is not affected.'
          : 'What was loaded stays, and may have changed since.'} The console asks again by itself, every 15 seconds at least.
        <button type="button" @click=${askNow}>Ask now</button></p>` : nothing}</div>`;
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
      queueMicrotask(() => go(has('operator') || has('staff') ? '/overview' : has('customer') ? '/orders' : '/products', true));
      return nothing;
    }
    for (const view of VIEWS) {
      const match = view.path.exec(path);
      if (match) {
        document.title = view.title + ' – Cartulary console';
        if (!this.loaded.has(view)) {
          return this.unloaded(view);
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

  private unloaded(view: View) {
    if (this.missing.has(view)) {
      return html`<h1>${view.title}</h1><div class="problem" role="alert"><p>This page can’t be loaded, although the service answers.</p>
        <button type="button" @click=${() => { this.missing.delete(view); this.requestUpdate(); }}>Try again</button></div>`;
    }
    if (!this.loading.has(view)) {
      this.loading.add(view);
      void chunk(view.load).then(part => {
        this.loading.delete(view);
        (part === undefined ? this.missing : this.loaded).add(view);
        this.requestUpdate();
      });
    }
    return awaySince('queries') ? html`<h1>${view.title}</h1>${unloaded()}` : html`<p class="state" role="status">Loading …</p>`;
  }

  private signIn() {
    return html`<main class="sign-in">${this.banner()}
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

  private async find(event: Event) {
    event.preventDefault();
    const text = this.querySelector<HTMLInputElement>('#find')!.value.trim();
    if (text) {
      this.finding = true;
      go(await destination(text));
      this.finding = false;
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
