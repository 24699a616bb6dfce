import { html } from 'lit';
import { ConsoleElement } from '../app/element';

/** Copies what is shown: as the request that asks for it, as its answer, and as a link. */
class CopyMenu extends ConsoleElement {
  static properties = { state: { attribute: false }, path: {}, done: { state: true } };
  declare state: any;
  declare path: string;
  declare done: string;

  protected render() {
    return html`<div class="copy" role="group" aria-label="Copy">
      <button type="button" @click=${() => this.copy('curl', `curl -H "Authorization: Bearer $TOKEN" '${location.origin}${this.path}'`)}>Copy curl</button>
      <button type="button" @click=${() => this.copy('JSON', JSON.stringify(this.state, null, 2))}>Copy JSON</button>
      <button type="button" @click=${() => this.copy('Link', location.href)}>Copy link</button>
      <span role="status">${this.done}</span></div>`;
  }

  private async copy(what: string, text: string) {
    try {
      await navigator.clipboard.writeText(text);
      this.done = `${what} copied`;
    } catch {
      this.done = 'The browser does not let this page copy.';
    }
    setTimeout(() => { this.done = ''; }, 3000);
  }
}

customElements.define('copy-menu', CopyMenu);
