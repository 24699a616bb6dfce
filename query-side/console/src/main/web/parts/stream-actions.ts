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

  /** The stream that this tab changed last, and its version since; the state that shows it comes a moment later. */
  private changed = { id: '', version: 0 };

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

  /** The version at which a task begins: what is shown, or what this tab has made of it since. */
  protected get shown(): number {
    const { id, version } = this.state;
    return this.changed.id === id ? Math.max(version, this.changed.version) : version;
  }

  protected async command<T extends { version: number }>(
    method: string, path: string, body: unknown, key: string, version: number): Promise<T> {
    const { id } = this.state;
    const answer = (await send<T>(method, `/commands/v1/${this.category}s/${id}${path ? '/' + path : ''}`, body,
      { stream: `${this.category}:${id}`, version, key }))!;
    this.changed = { id, version: answer.version };
    return answer;
  }

  /** A task with one command: the same key for each attempt, so that one whose answer got lost is not done twice. */
  protected task(wanted: Wanted): Task {
    const { title, button, fields = nothing, dangerous } = wanted;
    let key = crypto.randomUUID();
    let sent = '';
    // as it was shown when this began, whatever comes while it is typed
    const shown = this.shown;
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
