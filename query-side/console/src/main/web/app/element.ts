import { LitElement } from 'lit';

/**
 * An element that renders into the document itself: one style sheet, labels that reach their fields, one focus order.
 * It renders again when the address changes.
 */
export class ConsoleElement extends LitElement {
  private readonly moves = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('place', this.moves);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('place', this.moves);
  }

  protected createRenderRoot() {
    return this;
  }
}
