import { html, type TemplateResult } from 'lit';

export interface Money {
  amount: number;
  currency: string;
}

export function isMoney(value: any): value is Money {
  return value && typeof value === 'object' && typeof value.amount === 'number' && typeof value.currency === 'string'
    && Object.keys(value).length === 2;
}

const formats = new Map<string, Intl.NumberFormat>();

/** In the reader's locale, with as many digits as the currency has. */
export function money(value: Money): string {
  let format = formats.get(value.currency);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { style: 'currency', currency: value.currency });
    formats.set(value.currency, format);
  }
  return format.format(value.amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The minor units of what a person has typed; undefined when that is no amount. */
export function minorUnits(text: string, currency: string): number | undefined {
  const digits = new Intl.NumberFormat(undefined, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const match = /^(\d+)(?:[.,](\d+))?$/.exec(text.trim());
  if (!match || (match[2] ?? '').length > digits) {
    return undefined;
  }
  return Number(match[1] + (match[2] ?? '').padEnd(digits, '0'));
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value);
}

export function localTime(instant: string): string {
  return moment.format(new Date(instant));
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** The time of day in the reader's zone, of milliseconds since 1970. */
export function localClock(millis: number): string {
  return clock.format(millis);
}

/** In the reader's zone; UTC on hover and for whoever reads the attribute. */
export function time(instant: string | undefined): TemplateResult | string {
  return instant ? html`<time datetime=${instant} title="${instant} (UTC)">${localTime(instant)}</time>` : '';
}

export function count(value: number): string {
  return new Intl.NumberFormat().format(value);
}

/** Milliseconds for people. */
export function duration(millis: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(undefined, { style: 'unit', unit: name, maximumFractionDigits: 1 }).format(value);
  return millis < 1000 ? unit(millis, 'millisecond')
    : millis < 60_000 ? unit(millis / 1000, 'second')
      : millis < 3_600_000 ? unit(millis / 60_000, 'minute') : unit(millis / 3_600_000, 'hour');
}

/** A member's name, or an enumeration's constant, in words. */
export function words(name: string): string {
  const text = /^[A-Z0-9_]+$/.test(name)
    ? name.toLowerCase().replace(/_/g, ' ')
    : name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[._-]/g, ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `order.payment-captured.v1` in words. */
export function eventName(type: string): string {
  return words(type.replace(/^[a-z]+\./, '').replace(/\.v\d+$/, ''));
}

export function owner(value: any): string {
  return value?.customerId ?? (value?.guestId ? 'guest ' + value.guestId : value?.customer ?? 'unknown');
}

/** Today in UTC, as the lists count days. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
