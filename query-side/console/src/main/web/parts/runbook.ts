import { html, nothing } from 'lit';

/** A link to the runbook's entry of an alert, where the deployment has said where its runbook is. */
export function runbook(address: string | undefined, alert: string) {
  return address ? html`<a href="${address}#${alert.toLowerCase()}" target="_blank" rel="noreferrer">Runbook</a>` : nothing;
}
