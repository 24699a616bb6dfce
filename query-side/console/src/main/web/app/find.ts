import { get, Problem } from './api';
import { has } from './session';

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const STREAM = new RegExp(`^(cart|order):(${ID})$`, 'i');
const ALONE = new RegExp(`^${ID}$`, 'i');
/** An order number has so many letters and digits, and people type it with or without hyphens and spaces. */
const NUMBER = 12;

/**
 * Where a text leads that somebody looks for: an order, by its whole number; an order or a cart, by its id, of which an
 * ordered cart has the same, and then the order is meant; for staff, else, a customer.
 */
export async function destination(text: string): Promise<string> {
  const [, category, id] = STREAM.exec(text) ?? [];
  if (category) {
    return `/${category.toLowerCase()}s/${id.toLowerCase()}`;
  }
  if (ALONE.test(text)) {
    const order = '/orders/' + text.toLowerCase();
    const cart = '/carts/' + text.toLowerCase();
    return await isThere(order) || !await isThere(cart) ? order : cart;
  }
  const list = '/orders?number=' + encodeURIComponent(text);
  if (!isNumber(text)) {
    return has('staff') ? '/customers/' + encodeURIComponent(text) : list;
  }
  const found = await numbered(text);
  return found.length === 1 ? '/orders/' + found[0] : list;
}

function isNumber(text: string): boolean {
  return /^[A-Za-z0-9\p{Pd}\s]+$/u.test(text) && text.replace(/[\p{Pd}\s]/gu, '').length === NUMBER;
}

/** Whether the caller may see it. What can't be asked is taken for there: its page says what is the matter. */
async function isThere(path: string): Promise<boolean> {
  try {
    await get('/queries/v1' + path);
    return true;
  } catch (failure) {
    return !(failure instanceof Problem && failure.status === 404);
  }
}

/** The orders of that number: one, none, or, where it can't be asked, none. */
async function numbered(text: string): Promise<string[]> {
  try {
    return (await get<{ items: { id: string }[] }>('/queries/v1/orders?number=' + encodeURIComponent(text))).body.items.map(one => one.id);
  } catch {
    return [];
  }
}
