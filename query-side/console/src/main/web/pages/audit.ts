import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { Loading } from '../app/loading';
import { count, time } from '../app/format';
import { settings } from '../app/session';
import { runbook } from '../parts/runbook';
import { stream } from '../parts/stream-link';

export interface Audit {
  streamsPerSecond: number; checked: number; differing: number;
  thisPass?: Pass; lastPass?: Pass;
  differences: { stream: string; view: string; fields: string[]; problem?: string; seenAt: string }[];
}

interface Pass { startedAt: string; finishedAt?: string; checked: number; differing: number }

/** Whether the rows are what the events say, as far as one replica has looked. */
class AuditPage extends ConsoleElement {
  private audit = new Loading<Audit>(this, async signal => (await get<Audit>('/queries/v1/admin/audit', signal)).body, 10_000);

  protected render() {
    this.audit.of('all');
    return html`<h1>Audit</h1>
      <p>Each replica folds streams again, a few a second, and compares the result with the stored rows. This is what the replica that answers has found.
        ${runbook(settings.runbook, 'CartularyAuditDifference')}</p>
      ${this.audit.show(audit => html`
        <dl><div><dt>Streams checked since its start</dt><dd>${count(audit.checked)}</dd></div><div><dt>Rows that differ from their events</dt><dd>${audit.differing === 0 ? 'None' : count(audit.differing)}</dd></div>
          <div><dt>Streams checked a second, at most</dt><dd>${count(audit.streamsPerSecond)}</dd></div>
          ${audit.lastPass ? html`<div><dt>Last pass</dt><dd>${time(audit.lastPass.startedAt)} to ${time(audit.lastPass.finishedAt)}, ${count(audit.lastPass.checked)} streams</dd></div>` : nothing}
          ${audit.thisPass ? html`<div><dt>This pass</dt><dd>since ${time(audit.thisPass.startedAt)}, ${count(audit.thisPass.checked)} streams</dd></div>` : nothing}</dl>
        ${audit.differences.length === 0 ? html`<p class="state" role="status">No row differs. There is nothing to do.</p>`
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Differences"><table><thead><tr><th>Stream</th><th>View</th><th>Fields</th><th>Seen</th></tr></thead>
          <tbody>${audit.differences.map(one => html`<tr><td>${stream(one.stream)}</td><td><code>${one.view}</code></td><td>${one.fields.join(', ')} ${one.problem ?? ''}</td><td>${time(one.seenAt)}</td></tr>`)}</tbody></table></div>
          <p>A rebuild of the view mends its rows: see <a href="/console/rebuilds">Rebuilds</a>.</p>`}`)}`;
  }
}

customElements.define('audit-page', AuditPage);
