import { html, nothing, type TemplateResult } from 'lit';
import { money, words, type Money } from '../app/format';

/** What a reason for attention means for people who sell things, and what they do about it. */
interface Meaning { label: string; means: string; act: string }

const COMPARE = 'Look the payment up at the provider, by its reference.';

/** Each reason of the API. */
const MEANINGS: Record<string, Meaning> = {
  CAPTURED_WITHOUT_AUTHORIZATION: {
    label: 'Paid, but its authorization is not recorded',
    means: 'The provider has collected this amount, and the order does not know that it was authorized before. The money is there. Mostly the provider’s notice of the authorization is late, or has another reference.',
    act: `${COMPARE} If it was authorized, record that (Payment, Authorized) with the same reference, and this goes away. If the payment belongs to another order, refund it here and record it there.`,
  },
  CAPTURED_ABOVE_AUTHORIZATION: {
    label: 'More collected than authorized',
    means: 'The provider has collected more than the authorizations that are recorded for this payment. The amount is the difference.',
    act: `${COMPARE} If an authorization is missing here, record it (Payment, Authorized), and this goes away. If too much was collected, refund the difference; the notice stays, as both are facts.`,
  },
  VOIDED_WITHOUT_AUTHORIZATION: {
    label: 'Authorization cancelled that is not recorded',
    means: 'The provider has cancelled an authorization, and the order does not know of one. No money was taken.',
    act: `${COMPARE} If there was an authorization, record it (Payment, Authorized) with the same reference, and this goes away. Before goods leave, make sure that the order is paid in another way.`,
  },
  VOIDED_ABOVE_AUTHORIZATION: {
    label: 'More cancelled than was authorized',
    means: 'What the provider has cancelled and collected of this payment is together more than the authorizations that are recorded. The amount is the difference.',
    act: `${COMPARE} If an authorization is missing here, record it (Payment, Authorized), and this goes away.`,
  },
  REFUNDED_WITHOUT_CAPTURE: {
    label: 'Refunded, but its payment is not recorded',
    means: 'Money went back to the customer, and the order does not know of the payment that it belongs to.',
    act: `${COMPARE} If there was a payment, record it (Payment, Captured), and this goes away. If there was none, the refund was a mistake: take it up with the provider.`,
  },
  REFUNDED_ABOVE_CAPTURE: {
    label: 'More refunded than was paid',
    means: 'More money went back to the customer than the payments that are recorded. The amount is the difference.',
    act: `${COMPARE} If a payment is missing here, record it (Payment, Captured), and this goes away. Otherwise take the difference up with the customer or the provider.`,
  },
  AMOUNT_CONTRADICTED: {
    label: 'Two amounts for one transaction',
    means: 'The provider has reported the same transaction twice, with different amounts. The smaller one counts; the amount is the difference.',
    act: `${COMPARE} If the larger amount is right, record the difference as a payment with a transaction id of its own. The notice stays, as both reports are facts.`,
  },
  SHIPPED_WITHOUT_COVER: {
    label: 'Shipped, but not paid',
    means: 'Goods have left, and this part of the order is neither paid nor promised by a provider, and was not shipped on credit.',
    act: 'Ask the customer or the provider for the payment, and record it (Payment); or give the amount up with Credit. Then this goes away.',
  },
};

/** A reason in a few words. */
export function reasonLabel(reason: string): string {
  return MEANINGS[reason]?.label ?? words(reason);
}

/** One reason, at the order that it is about. */
export function attention(one: { reason: string; amount: Money; providerRef?: string }): TemplateResult {
  const meaning = MEANINGS[one.reason];
  return html`<div class="problem attention-reason"><p><strong>Needs attention: ${reasonLabel(one.reason)}</strong>, ${money(one.amount)}${
    one.providerRef ? html`, payment <code>${one.providerRef}</code>` : nothing}</p>
    ${meaning ? html`<p>${meaning.means}</p><p><strong>What to do:</strong> ${meaning.act}</p>` : nothing}</div>`;
}

/** The reasons of a list, each explained once. */
export function explained(reasons: Iterable<string>): TemplateResult | typeof nothing {
  const known = [...new Set(reasons)].filter(reason => MEANINGS[reason]);
  return known.length === 0 ? nothing : html`<section aria-labelledby="reasons"><h2 id="reasons">What needs attention, and what to do</h2>
    <dl class="meanings">${known.map(reason => html`<div><dt><span class="badge attention">${MEANINGS[reason].label}</span></dt>
      <dd>${MEANINGS[reason].means} <strong>What to do:</strong> ${MEANINGS[reason].act}</dd></div>`)}</dl></section>`;
}
