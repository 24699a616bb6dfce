import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { Loading } from '../app/loading';
import { count, duration, localClock, words } from '../app/format';
import { settings } from '../app/session';
import { partitions, type Partitions, type Projected, type Relayed } from '../parts/partitions';
import { runbook } from '../parts/runbook';

/** Each partition from the log to the views: what is committed, published and visible, and which replicas do that. */
class PartitionsPage extends ConsoleElement {
  private partitions = new Loading<Partitions>(this, partitions, 5_000);

  protected render() {
    this.partitions.of('all');
    return html`<h1>Partitions</h1>
      <p>An event is committed to the log, the relay publishes it to Kafka, and a projection makes it visible.</p>
      ${this.partitions.show(({ projected, relayed, projectedAt, relayedAt, askedAt }) => html`
        <h2>Relay: from the log to Kafka</h2>
        ${relayedAt === askedAt ? nothing : this.silent('command side', 'CartularyCommandSideGone', relayedAt)}
        ${relayed ? this.relay(relayed) : nothing}
        <h2>Projections: from Kafka to the views</h2>
        ${projectedAt === askedAt ? nothing : this.silent('query side, or Kafka,', 'CartularyProjectionLag', projectedAt)}
        ${projected ? this.projections(projected) : nothing}`)}`;
  }

  private silent(who: string, alert: string, last?: number) {
    return html`<p class="problem" role="status">The ${who} does not answer. It is asked again every 5 seconds.
      ${last ? `Not fresh: what is shown is of ${localClock(last)}.` : nothing} ${runbook(settings.runbook, alert)}</p>`;
  }

  private relay(relayed: Relayed[]) {
    return html`${relayed.filter(one => one.stopReason).map(one => html`<p class="problem" role="alert"><strong>Partition ${one.partition} has stopped:</strong>
        ${one.stopReason}. Nothing of it is published until an operator has looked. ${runbook(settings.runbook, 'CartularyRelayStopped')}</p>`)}
      <div class="scroll" tabindex="0" role="region" aria-label="Relay by partition"><table>
      <thead><tr><th class="number">Partition</th><th class="number">Committed</th><th class="number">Published</th><th class="number">Backlog</th><th>Oldest waits for</th><th>State</th><th>Leader</th></tr></thead>
      <tbody>${relayed.map(one => html`<tr><td class="number">${one.partition}</td><td class="number">${count(one.committed)}</td>
        <td class="number">${one.published === undefined ? 'not known' : count(one.published)}</td><td class="number">${one.backlog === undefined ? '–' : count(one.backlog)}</td>
        <td>${one.ageMillis === undefined ? nothing : duration(one.ageMillis)}</td>
        <td><span class="badge ${one.state.toLowerCase()}">${words(one.state)}</span></td>
        <td>${one.leader ? html`<code title=${one.leader}>${one.leader.slice(0, 8)}</code>` : 'none'}</td></tr>`)}</tbody></table></div>
      <p class="hint">Why a partition has stopped is known to the replica that leads it alone: “Elsewhere” may be stopped, too, when its backlog grows.</p>`;
  }

  private projections(projected: Projected[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Projections by partition"><table>
      <thead><tr><th class="number">Partition</th><th class="number">Visible up to</th><th class="number">Lag</th><th>Behind for</th><th>Replica</th></tr></thead>
      <tbody>${projected.map(one => html`<tr><td class="number">${one.partition}</td><td class="number">${count(one.position)}</td>
        <td class="number">${count(one.lagEvents)}</td><td>${one.lagEvents ? duration(one.lagMillis ?? 0) : nothing}</td><td>${one.host ?? 'none'}</td></tr>`)}</tbody></table></div>`;
  }
}

customElements.define('partitions-page', PartitionsPage);
