package io.cartulary.query.list;

/**
 * A row of a list.
 *
 * @param place where in the list it stands
 */
public record Found<T>(Cursor place, T item) {}
