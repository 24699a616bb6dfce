import { html } from 'lit';
import { OperatorPage } from '../app/operator-page';
import { get, send } from '../app/api';
import { Loading } from '../app/loading';
import { time, words } from '../app/format';
import { settings } from '../app/session';
import { runbook } from '../parts/runbook';
import type { TaskDialog } from '../parts/dialog';
import '../parts/dialog';

interface Item {
  partition: number; offset: number; at: string; key: string; headers: Record<string, string>; reason: string; text: string;
}

/** Records of the channel of commands that are no command, or fail for a reason of the system's own. */
class DeadLettersPage extends OperatorPage {
  private list = new Loading<Item[]>(this, async signal => (await get<{ items: Item[] }>('/commands/v1/admin/set-aside', signal)).body.items, 30_000);

  protected reload() {
    void this.list.again();
  }

  protected render() {
    this.list.of('all');
    return html`<h1>Dead letters</h1>
      <p>Commands of other systems that could not be carried out. Replay one when what was wrong is mended: it is carried out once,
        however often it comes. ${runbook(settings.runbook, 'CartularyCommandsSetAside')}</p>
      <p class="announced" role="status">${this.announced}</p>
      ${this.list.show(items => items.length === 0 ? html`<p class="state" role="status">There are no dead letters. There is nothing to do.</p>`
        : html`<ul class="cards">${items.map(item => html`<li><h2>${item.reason}</h2>
          <p>${time(item.at)} · partition ${item.partition}, offset ${item.offset} · key <code>${item.key}</code></p>
          <details><summary>Payload and headers</summary><dl>${Object.entries(item.headers).map(([name, value]) => html`<div><dt>${words(name)}</dt><dd><code>${value}</code></dd></div>`)}</dl>
            <pre tabindex="0">${pretty(item.text)}</pre></details>
          <button type="button" @click=${() => this.replay(item)}>Replay<span class="hidden"> the record at offset ${item.offset}</span></button></li>`)}</ul>`)}
      <task-dialog></task-dialog>`;
  }

  private replay(item: Item) {
    this.querySelector<TaskDialog>('task-dialog')!.open({
      title: 'Replay this record', button: 'Replay',
      fields: html`<p>It goes to the channel of commands again. If it still fails, it comes back here.</p>`,
      run: async () => {
        await send('POST', `/commands/v1/admin/set-aside/${item.partition}/${item.offset}/replay`);
        return 'The record is on its way again.';
      },
    });
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

customElements.define('dead-letters-page', DeadLettersPage);
