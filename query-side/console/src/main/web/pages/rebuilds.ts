import { html, nothing } from 'lit';
import { OperatorPage } from '../app/operator-page';
import { get, send } from '../app/api';
import { Loading } from '../app/loading';
import { count, time, words } from '../app/format';
import { stream } from '../parts/stream-link';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface Difference { table: string; key: string; fields: string[]; missingIn?: string }

interface Rebuild {
  id: string; state: string; startedBy: string; startedAt: string; changedAt: string;
  views: { of: string; tables: string[]; living: number; built: number }[];
  filled: { events: number; rows: number; partitions: { partition: number; position: number; upTo?: number; waitsFor?: number; filledAt?: string }[] };
  leftBehind: { stream: string; version: number; reason: string }[];
  compared?: { rows: number; differing: number; differences: Difference[]; finished: boolean };
}

/** Which steps make sense in which state. */
const STEPS: Record<string, string[]> = {
  PREPARING: ['cancel'], FILLING: ['pause', 'cancel'], COMPARING: ['pause', 'cancel'], COMPARED: ['activate', 'compare', 'cancel'],
  PAUSED: ['resume', 'cancel'], ACTIVE: ['rollback', 'drop'], ROLLED_BACK: ['activate', 'drop'],
};
const TEXTS: Record<string, [string, string]> = {
  pause: ['Pause', 'Folds and compares nothing for now. New events go into it all the same.'],
  resume: ['Resume', 'Goes on where it was paused.'],
  compare: ['Compare again', 'What was found before counts no longer.'],
  activate: ['Activate', 'Queries are answered from the rebuilt views within a second. You can roll back until you drop.'],
  rollback: ['Roll back', 'Queries are answered from the last views again.'],
  cancel: ['Cancel the rebuild', 'What was built is given up.'],
  drop: ['Drop', 'The views that do not answer queries are given up. There is no way back.'],
};

/** The last rebuild of the views: how far each partition is, what differs, and what can be done with it. */
class RebuildsPage extends OperatorPage {
  private list = new Loading<Rebuild[]>(this, async signal => (await get<{ rebuilds: Rebuild[] }>('/queries/v1/admin/rebuilds', signal)).body.rebuilds, 3_000);

  protected reload() {
    void this.list.again();
  }

  protected render() {
    this.list.of('all');
    return html`<h1>Rebuilds</h1>
      <p>Builds views from the events again, beside those that answer queries. <button type="button" class="primary" @click=${this.begin}>Rebuild views</button></p>
      <p class="announced" role="status">${this.announced}</p>
      ${this.list.show(list => list.length === 0 ? html`<p class="state" role="status">There was no rebuild yet.</p>` : html`${list.map(one => this.rebuild(one))}`)}
      <task-dialog></task-dialog>`;
  }

  private rebuild(one: Rebuild) {
    return html`<section aria-labelledby="rebuild"><h2 id="rebuild">${one.views.map(view => view.of).join(', ')} <span class="badge ${one.state.toLowerCase()}">${words(one.state)}</span></h2>
      <p>Started by ${one.startedBy}, ${time(one.startedAt)}. ${count(one.filled.events)} events, ${count(one.filled.rows)} rows.</p>
      <p class="buttons">${(STEPS[one.state] ?? []).map(step => html`<button type="button" class=${['cancel', 'drop'].includes(step) ? 'danger' : ''} @click=${() => this.step(one, step)}>${TEXTS[step][0]}</button>`)}</p>
      <h3>Partitions</h3>
      <div class="scroll" tabindex="0" role="region" aria-label="Partitions"><table><thead><tr><th class="number">Partition</th><th>Progress</th><th>Filled</th></tr></thead>
      <tbody>${one.filled.partitions.map(part => html`<tr><td class="number">${part.partition}</td>
        <td><progress max=${Math.max(1, part.upTo ?? 1)} value=${part.filledAt ? Math.max(1, part.upTo ?? 1) : part.position} aria-label="Partition ${part.partition}"></progress>
          ${count(part.position)}${part.upTo === undefined ? nothing : ' of ' + count(part.upTo)}${part.waitsFor === undefined ? nothing : html` <strong>waits for position ${count(part.waitsFor)}: replay this partition</strong>`}</td>
        <td>${time(part.filledAt)}</td></tr>`)}</tbody></table></div>
      ${one.compared ? html`<h3>Differences</h3><p>${count(one.compared.differing)} of ${count(one.compared.rows)} rows differ${one.compared.finished ? '' : ' so far'}.</p>
        ${one.compared.differences.length > 0 ? html`<div class="scroll" tabindex="0" role="region" aria-label="Differences"><table>
          <thead><tr><th>Table</th><th>Row</th><th>Fields</th></tr></thead>
          <tbody>${one.compared.differences.map(difference => html`<tr><td><code>${difference.table}</code></td><td>${row(difference.key)}</td>
            <td>${difference.missingIn ? difference.missingIn === 'next' ? 'missing in the rebuilt views' : 'missing in the living views' : difference.fields.map(field => html`<code>${field}</code> `)}</td></tr>`)}</tbody></table></div>` : nothing}` : nothing}
      ${one.leftBehind.length > 0 ? html`<h3>Left behind</h3><p>These streams are incomplete in the rebuilt views.</p><ul>${one.leftBehind.map(left => html`<li>${stream(left.stream)} at version ${left.version}: ${left.reason}</li>`)}</ul>` : nothing}
    </section>`;
  }

  private begin() {
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title: 'Rebuild views', button: 'Begin', fields: html`<fieldset><legend>Views</legend>${['cart', 'order', 'product'].map(view => html`
        <label class="check"><input type="checkbox" name="view" value=${view} checked> ${words(view)}</label>`)}</fieldset>`,
      run: async form => {
        await send('POST', '/queries/v1/admin/rebuilds', { views: form.getAll('view') });
        return 'The rebuild has begun.';
      },
    });
  }

  private step(one: Rebuild, step: string) {
    const [button, text] = TEXTS[step];
    const differs = step === 'activate' && (one.compared?.differing ?? 0) > 0;
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title: button, button, dangerous: ['cancel', 'drop'].includes(step), fields: html`<p>${text}</p>${differs
        ? html`<label class="check"><input type="checkbox" name="despite" required> Although ${count(one.compared!.differing)} rows differ</label>` : nothing}`,
      run: async form => {
        await send('POST', `/queries/v1/admin/rebuilds/${one.id}/${step}`, step === 'activate' ? { despiteDifferences: form.get('despite') === 'on' } : undefined);
        return `${button}: done.`;
      },
    });
  }
}

/** A row by its key; those of carts and orders lead there. */
function row(key: string) {
  const [, category, id] = /^(cart|order)=([0-9a-f-]{36})$/.exec(key) ?? [];
  return category ? stream(category + ':' + id) : html`<code>${key}</code>`;
}

customElements.define('rebuilds-page', RebuildsPage);
