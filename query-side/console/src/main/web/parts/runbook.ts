import { html, nothing } from 'lit';

/**
 * A link to the runbook's entry of an alert, where the deployment has said where its runbook is.
 *
 * @param of what it is about, where a page has several, for who does not see beside what the link is
 */
export function runbook(address: string | undefined, alert: string, of = '') {
  return address ? html`<a href="${address}#${alert.toLowerCase()}" target="_blank" rel="noreferrer">Runbook${of ? html`<span class="hidden"> of ${of}</span>` : nothing}</a>` : nothing;
}
