import { html, nothing } from 'lit';
import { OperatorPage } from '../app/operator-page';
import { get, send } from '../app/api';
import { Loading } from '../app/loading';
import { count, time, words } from '../app/format';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface Replay {
  id: string; state: string; partition?: number; stream?: string; eventsPerSecond: number; askedAt: string; endedAt?: string;
  sent: number; total: number;
}

/** Events that are published again, how far that is, and a form to ask for it. */
class ReplaysPage extends OperatorPage {
  private list = new Loading<Replay[]>(this, async signal => (await get<{ replays: Replay[] }>('/commands/v1/admin/replays', signal)).body.replays, 5_000);

  protected reload() {
    void this.list.again();
  }

  protected render() {
    this.list.of('all');
    return html`<h1>Replays</h1>
      <p>Publishes events to Kafka again, beside the live ones. Consumers ignore what they have. <button type="button" class="primary" @click=${this.ask}>Replay events</button></p>
      <p class="announced" role="status">${this.announced}</p>
      ${this.list.show(replays => replays.length === 0 ? html`<p class="state" role="status">Nothing was replayed yet.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Replays"><table>
          <thead><tr><th>What</th><th>State</th><th>Progress</th><th class="number">Events a second</th><th>Asked</th><th>Ended</th><th>Cancel</th></tr></thead>
          <tbody>${replays.map(replay => html`<tr>
            <td>${replay.stream ?? (replay.partition === undefined ? 'everything' : 'partition ' + replay.partition)}</td>
            <td><span class="badge ${replay.state.toLowerCase()}">${words(replay.state)}</span></td>
            <td><progress max=${Math.max(1, replay.total)} value=${replay.sent} aria-label="Events sent"></progress> ${count(replay.sent)} of ${count(replay.total)}</td>
            <td class="number">${count(replay.eventsPerSecond)}</td><td>${time(replay.askedAt)}</td><td>${time(replay.endedAt)}</td>
            <td>${replay.state === 'RUNNING' ? html`<button type="button" @click=${() => this.cancel(replay)}>Cancel</button>` : nothing}</td></tr>`)}</tbody></table></div>`)}
      <task-dialog></task-dialog>`;
  }

  private ask() {
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title: 'Replay events', button: 'Replay', fields: html`
        <label>Stream <input name="stream" placeholder="order:6f0f2c1e-…"></label>
        <label>or partition <input name="partition" type="number" min="0" max="11"></label>
        <p class="hint">Everything when both are empty.</p>
        <label>At most so many events a second <input name="rate" type="number" min="1"></label>`,
      run: async form => {
        const number = (name: string) => (form.get(name) ? Number(form.get(name)) : undefined);
        await send('POST', '/commands/v1/admin/replays', {
          stream: String(form.get('stream')).trim() || undefined, partition: number('partition'), eventsPerSecond: number('rate'),
        });
        return 'The replay runs.';
      },
    });
  }

  private cancel(replay: Replay) {
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title: 'Cancel this replay', button: 'Cancel the replay', dangerous: true,
      fields: html`<p>A page that is under way still goes out. Nothing that was sent is taken back.</p>`,
      run: async () => {
        await send('DELETE', '/commands/v1/admin/replays/' + replay.id);
        return 'The replay is cancelled.';
      },
    });
  }
}

customElements.define('replays-page', ReplaysPage);
