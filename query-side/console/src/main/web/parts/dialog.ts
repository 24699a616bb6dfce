import { html, nothing, type TemplateResult } from 'lit';
import { ConsoleElement } from '../app/element';
import { Problem } from '../app/api';
import { problem } from '../app/loading';
import { eventName, time } from '../app/format';

export interface Task {
  title: string;
  fields: TemplateResult | typeof nothing;
  /** What the button that does it says. */
  button: string;
  dangerous?: boolean;
  /** What was sent last, by which a violation in a list finds its field. */
  body?: any;
  /** @param version another one than that which was shown, once a conflict was seen; @returns what to say when it is done */
  run: (form: FormData, version?: number) => Promise<string>;
}

interface Violation { pointer?: string; parameter?: string; detail: string }

/** Asks for what a task needs, runs it, and shows what is in its way: for a conflict, the events that came between. */
class TaskDialog extends ConsoleElement {
  static properties = { task: { state: true }, failure: { state: true }, busy: { state: true } };
  declare task?: Task;
  declare failure?: Error;
  declare busy: boolean;

  open(task: Task) {
    this.task = task;
    this.failure = undefined;
    this.busy = false;
    void this.updateComplete.then(() => this.querySelector('dialog')!.showModal());
  }

  /** Whether the task that is open shows other fields by now. */
  replaceTask(task: Task) {
    this.task = task;
  }

  close() {
    this.querySelector('dialog')?.close();
  }

  protected render() {
    const task = this.task;
    return html`<dialog aria-labelledby="task-title" @close=${() => { this.task = undefined; }}>${task ? html`
      <form @submit=${(event: Event) => { event.preventDefault(); void this.run(); }}>
        <h2 id="task-title">${task.title}</h2>
        ${task.fields}
        ${this.failure ? this.inTheWay(this.failure) : nothing}
        <p class="buttons"><button type="submit" class=${task.dangerous ? 'danger' : 'primary'} ?disabled=${this.busy}>${task.button}</button>
          <button type="button" @click=${this.close}>Cancel</button></p>
      </form>` : nothing}</dialog>`;
  }

  private inTheWay(failure: Error) {
    const conflict = failure instanceof Problem && failure.code === 'stale-version' ? failure.body : undefined;
    return conflict ? html`<div class="problem" role="alert"><strong>Somebody else was quicker</strong>
      <p>It is at version ${conflict.version} by now. Meanwhile:</p>
      <ol class="causes">${(conflict.since ?? []).map((one: any) => html`<li>${one.version} ${eventName(one.type)}
        ${one.recordedAt ? time(one.recordedAt) : nothing} ${one.actor ? 'by ' + one.actor : nothing}</li>`)}</ol>
      <button type="button" @click=${() => this.run(conflict.version)}>${this.task!.button} all the same, at version ${conflict.version}</button>
    </div>` : problem(this.isPlaced(failure) ? new Problem(failure.status, { title: failure.body.title, detail: 'Check the marked fields.' }) : failure);
  }

  /** Whether every violation stands at its field, so that it need not be said twice. */
  private isPlaced(failure: Error): failure is Problem {
    const violations = failure instanceof Problem ? failure.body?.violations ?? [] : [];
    return violations.length > 0 && violations.every((one: Violation) => this.field(one));
  }

  /** The field that a violation is about: of its name, or of its line's. */
  private field({ pointer }: Violation): HTMLInputElement | undefined {
    const [first, index] = (pointer ?? '').split('/').slice(1);
    const line = this.task?.body?.[first]?.[Number(index)];
    const names = [line?.lineId, line?.sku && 'sku', first].filter(Boolean);
    return names.map(name => this.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)).find(found => found) ?? undefined;
  }

  protected updated(changes: Map<string, unknown>) {
    if (!changes.has('failure')) {
      return;
    }
    this.querySelectorAll('.violation').forEach(one => one.remove());
    this.querySelectorAll('[aria-invalid]').forEach(one => {
      one.removeAttribute('aria-invalid');
      one.removeAttribute('aria-describedby');
    });
    const violations: Violation[] = (this.failure as Problem | undefined)?.body?.violations ?? [];
    const fields = violations.map((one, index) => this.mark(one, 'violation-' + index)).filter(field => field);
    fields[0]?.focus();
  }

  private mark(violation: Violation, id: string): HTMLElement | undefined {
    const field = this.field(violation);
    if (field) {
      const text = document.createElement('span');
      text.className = 'violation';
      text.id = id;
      text.textContent = violation.detail;
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', id);
      field.after(text);
    }
    return field;
  }

  private async run(version?: number) {
    const task = this.task!;
    const form = this.querySelector('form')!;
    if (!form.reportValidity()) {
      return;
    }
    this.busy = true;
    this.failure = undefined;
    try {
      const done = await task.run(new FormData(form), version);
      if (done) {
        this.close();
        this.dispatchEvent(new CustomEvent('done', { detail: done, bubbles: true }));
      }
    } catch (failure) {
      this.failure = failure as Error;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('task-dialog', TaskDialog);
export type { TaskDialog };
