import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { has } from '../app/session';
import '../parts/shop-tiles';
import '../parts/system-tiles';

/** What needs somebody: for staff the shop, for operators the system. */
class OverviewPage extends ConsoleElement {
  protected render() {
    return html`<h1>Overview</h1>
      ${has('staff') ? html`<shop-tiles></shop-tiles>` : nothing}
      ${has('operator') ? html`<system-tiles></system-tiles>` : nothing}
      ${has('staff') || has('operator') ? nothing : html`<p class="problem" role="alert">The overview is for staff and operators. Sign in with a role that may see it.</p>`}`;
  }
}

customElements.define('overview-page', OverviewPage);
