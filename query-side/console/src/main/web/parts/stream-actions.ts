import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { send } from '../app/api';
import { newCart } from './new-cart';
import type { Task, TaskDialog } from './dialog';
import './dialog';

/** A command, and what it asks for. */
export interface Wanted {
  title: string;
  /** What the button that does it says. */
  button: string;
  method?: string;
  /** Behind the address of the cart or order. */
  path: string | ((form: FormData) => string);
  fields?: TemplateResult;
  body?: (form: FormData) => unknown;
  dangerous?: boolean;
}

/** What staff may do with a cart or an order. Only what makes sense in its state is offered; the server decides. */
export abstract class StreamActions extends ConsoleElement {
  static properties = { state: { attribute: false } };
  declare state: any;

  protected abstract readonly category: 'cart' | 'order';

  protected get dialog() {
    return this.querySelector<TaskDialog>('task-dialog')!;
  }

  /** @param of what it is done to, for who does not see where the button is */
  protected button(name: string, task: () => Task, of = ''): TemplateResult {
    return html`<button type="button" @click=${() => this.dialog.open(task())}>${name}${of ? html`<span class="hidden"> ${of}</span>` : nothing}</button>`;
  }

  protected copyButton(): TemplateResult {
    return this.button('Copy to a new cart', () => newCart(this.state.owner.customerId ?? '', `${this.category}:${this.state.id}`));
  }

  protected async command<T extends { version: number }>(
    method: string, path: string, body: unknown, key: string, version: number): Promise<T> {
    return (await send<T>(method, `/commands/v1/${this.category}s/${this.state.id}${path ? '/' + path : ''}`, body,
      { stream: `${this.category}:${this.state.id}`, version, key }))!;
  }

  /** A task with one command: the same key for each attempt, so that one whose answer got lost is not done twice. */
  protected task(wanted: Wanted): Task {
    const { title, button, fields = nothing, dangerous } = wanted;
    let key = crypto.randomUUID();
    let sent = '';
    // as it was shown when this began, whatever comes while it is typed
    const shown = this.state.version;
    const task: Task = {
      title, button, fields, dangerous, run: async (form, version) => {
        const path = typeof wanted.path === 'string' ? wanted.path : wanted.path(form);
        task.body = wanted.body?.(form);
        const text = path + JSON.stringify(task.body);
        if (sent && sent !== text) {
          key = crypto.randomUUID();
        }
        sent = text;
        const answer = await this.command(wanted.method ?? 'POST', path, task.body, key, version ?? shown);
        return `${title}: done. The ${this.category} is at version ${answer.version}.`;
      },
    };
    return task;
  }
}
