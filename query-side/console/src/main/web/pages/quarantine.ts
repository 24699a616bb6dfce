import { html, nothing } from 'lit';
import { OperatorPage } from '../app/operator-page';
import { place } from '../app/place';
import { get, send } from '../app/api';
import { Loading } from '../app/loading';
import { time, words } from '../app/format';
import { settings } from '../app/session';
import { runbook } from '../parts/runbook';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface Quarantined {
  streamId: string; partition: number; version: number; position: number; offset: number; since: string; reason: string;
}

interface Shown {
  streamId: string; quarantined?: Quarantined;
  waiting: { partition: number; offset: number; at: string; key?: string; headers: Record<string, string>; value?: string }[];
  discarded?: { through: number; since: string; actor: string; why: string; at: string };
}

/** The streams that can't be projected further, the events that wait, and what an operator can do about it. */
class QuarantinePage extends OperatorPage {
  private list = new Loading<{ streams: Quarantined[]; next?: string }>(this, async signal =>
    (await get<{ streams: Quarantined[]; next?: string }>('/queries/v1/admin/quarantine?limit=1000', signal)).body, 10_000);
  private shown = new Loading<Shown>(this, async signal =>
    (await get<Shown>('/queries/v1/admin/quarantine/' + encodeURIComponent(this.stream()), signal)).body);

  private stream() {
    return place().query.get('stream') ?? '';
  }

  protected reload() {
    void this.list.again();
    void this.shown.again();
  }

  protected render() {
    this.list.of('all');
    if (this.stream()) {
      this.shown.of(this.stream());
    }
    return html`<h1>Quarantine</h1>
      <p>Streams with an event that can’t be projected. Their later events wait; queries answer what was before.
        ${runbook(settings.runbook, 'CartularyStreamsInQuarantine')}</p>
      <p class="announced" role="status">${this.announced}</p>
      ${this.list.show(list => list.streams.length === 0
        ? html`<p class="state" role="status">No stream is in quarantine. There is nothing to do.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Streams in quarantine"><table>
          <thead><tr><th>Stream</th><th class="number">Partition</th><th class="number">Version</th><th>Since</th><th>Reason</th></tr></thead>
          <tbody>${list.streams.map(one => html`<tr aria-current=${one.streamId === this.stream()}>
            <td><a href="/console/quarantine?stream=${encodeURIComponent(one.streamId)}">${one.streamId}</a></td>
            <td class="number">${one.partition}</td><td class="number">${one.version}</td><td>${time(one.since)}</td><td>${one.reason}</td></tr>`)}</tbody></table></div>
          ${list.next ? html`<p>Only the first 1,000 are listed.</p>` : nothing}`)}
      ${this.stream() ? html`<section aria-labelledby="quarantined"><h2 id="quarantined">${this.stream()}</h2>${this.shown.show(shown => this.detail(shown))}</section>` : nothing}
      <task-dialog></task-dialog>`;
  }

  private detail(shown: Shown) {
    return html`
      ${shown.discarded ? html`<p>${shown.discarded.actor} gave up what waited, up to version ${shown.discarded.through}, ${time(shown.discarded.at)}: ${shown.discarded.why}</p>` : nothing}
      ${shown.quarantined ? html`<p>${shown.quarantined.reason}</p><p class="buttons">
        <button type="button" class="primary" @click=${() => this.resume()}>Resume</button>
        <button type="button" class="danger" @click=${() => this.discard()}>Discard what waits</button></p>` : html`<p>It is not in quarantine any more.</p>`}
      <h3>Events that wait${shown.discarded && !shown.quarantined ? ', given up' : ''}</h3>
      ${shown.waiting.length === 0 ? html`<p class="state">None is kept.</p>` : html`<ol class="causes">${shown.waiting.map(one => html`<li>
        <details><summary>${one.headers.ce_type ?? 'record'} at offset ${one.offset}, ${time(one.at)}</summary>
        <dl>${Object.entries(one.headers).map(([name, value]) => html`<div><dt>${words(name)}</dt><dd><code>${value}</code></dd></div>`)}</dl>
        <pre tabindex="0">${one.value}</pre></details></li>`)}</ol>`}`;
  }

  private open(title: string, button: string, action: string, fields: any, body: (form: FormData) => unknown, dangerous = false) {
    const stream = this.stream();
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title, button, fields, dangerous, run: async form => {
        const answer: any = await send('POST', `/queries/v1/admin/quarantine/${encodeURIComponent(stream)}/${action}`, body(form));
        return `${words(action)}: ${answer?.outcome ? words(answer.outcome).toLowerCase() : 'it will be done as soon as the partition is projected'}. ${answer?.detail ?? ''}`;
      },
    });
  }

  private resume() {
    this.open('Resume this stream', 'Resume', 'resume', html`<p>Folds what waits, as far as that goes. If what was wrong is still there, nothing changes.</p>`, () => undefined);
  }

  private discard() {
    this.open('Give up what waits', 'Discard', 'discard', html`<p>The views go on without these events, and stay marked as stale until they are rebuilt.</p>
      <label>Why <textarea name="why" required maxlength="500" rows="3"></textarea></label>`, form => ({ why: form.get('why') }), true);
  }
}

customElements.define('quarantine-page', QuarantinePage);
