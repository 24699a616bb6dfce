import { html, nothing, type TemplateResult } from 'lit';
import { localClock } from '../app/format';
import { settings } from '../app/session';
import { runbook } from './runbook';

/** One number of the overview, and all that is needed to understand it. */
export interface Tile {
  title: string;
  /** With its unit; undefined when it is not known. */
  value?: string;
  /** What it counts, and of which time. */
  means: string | TemplateResult;
  /** Where more is to be seen. */
  link: string;
  linkText: string;
  /** Its entry of the runbook, for operators. */
  alert?: string;
  /** Whether somebody should look. */
  bad?: boolean;
  /** When it was known last, in milliseconds since 1970; missing when it is known now. */
  notSince?: number;
}

export function tile({ title, value, means, link, linkText, alert, bad, notSince }: Tile): TemplateResult {
  return html`<li class=${bad ? 'bad' : 'good'}><h2>${title}</h2><p class="figure">${value ?? 'Not known'}</p>
    <p class="means">${means}</p>${notSince ? html`<p><strong>Not fresh:</strong> of ${localClock(notSince)}.</p>` : nothing}
    <p class="leads"><a href="/console${link}">${linkText}</a>${alert ? html` ${runbook(settings.runbook, alert, title)}` : nothing}</p></li>`;
}

/** A number with its unit, in the singular or the plural; none in words. */
export function some(number: number, one: string, many: string): string {
  return number === 0 ? 'None' : `${new Intl.NumberFormat().format(number)} ${number === 1 ? one : many}`;
}
