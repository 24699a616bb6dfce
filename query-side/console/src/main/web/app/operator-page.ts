import { ConsoleElement } from './element';

/** A page on which operators act through a dialog: it announces what was done, and loads again. */
export abstract class OperatorPage extends ConsoleElement {
  static properties = { announced: { state: true } };
  declare announced: string;

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('done', event => {
      this.announced = (event as CustomEvent).detail;
      this.reload();
    });
  }

  protected abstract reload(): void;
}
