import { html, nothing } from 'lit';
import { ConsoleElement } from '../app/element';
import { get } from '../app/api';
import { count, money, today, type Money } from '../app/format';
import { Loading } from '../app/loading';
import { page, type Listed } from './more';
import type { OrderEntry } from './order-table';
import { some, tile } from './tile';

/** How often is asked, ms. */
const EVERY = 30_000;
/** So many pages are counted, each of one order at least; of more it is said that there are more. */
const PAGES = 4;

interface Numbers {
  attention: Listed<OrderEntry>;
  sales: { currency: string; orders: number; net: Money }[];
}

/** What staff look at first: orders that need somebody, and what is sold today. */
class ShopTiles extends ConsoleElement {
  private numbers = new Loading<Numbers>(this, signal => this.ask(signal), EVERY);

  private async ask(signal: AbortSignal): Promise<Numbers> {
    const [attention, report] = await Promise.all([
      this.attention(signal),
      get<{ totals: Numbers['sales'] }>(`/queries/v1/reports/sales?from=${today()}&to=${today()}&zone=UTC`, signal),
    ]);
    return { attention, sales: report.body.totals };
  }

  private async attention(signal: AbortSignal): Promise<Listed<OrderEntry>> {
    let list: Listed<OrderEntry> = { items: [] };
    for (let turn = 0; turn === 0 || turn < PAGES && list.next; turn++) {
      list = await page('/queries/v1/orders?attention=true', signal, list.items, list.next);
    }
    return list;
  }

  protected render() {
    this.numbers.of('all');
    return html`<section aria-labelledby="shop"><h2 id="shop">The shop</h2>${this.numbers.show(({ attention, sales }) => html`<ul class="tiles">
      ${tile({
        title: 'Orders that need attention',
        value: attention.next ? `${count(attention.items.length)} at least` : some(attention.items.length, 'order', 'orders'),
        means: attention.items.length > 0 || attention.next ? 'Their payments do not add up, now. The list says of each why, and what to do.'
          : 'The payments of all orders add up, now. There is nothing to do.',
        link: '/orders?by=attention', linkText: 'Show these orders', bad: attention.items.length > 0,
      })}
      ${tile({
        title: 'Sold today',
        value: sales.length === 0 ? 'Nothing yet' : sales.map(one => money(one.net)).join(', '),
        means: sales.length === 0 ? 'No order was placed since midnight (UTC).'
          : html`${sales.map((one, index) => html`${index ? ', ' : nothing}${some(one.orders, 'order', 'orders')} in ${one.currency}`)} since midnight (UTC), less what was cancelled, returned and credited.`,
        link: `/orders?by=day&day=${today()}`, linkText: 'Show today’s orders',
      })}</ul>`)}</section>`;
  }
}

customElements.define('shop-tiles', ShopTiles);
