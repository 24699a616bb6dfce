package io.cartulary.query.list;

/**
 * A row of a list.
 *
 * @param place the row's place in the list
 */
public record Found<T>(Cursor place, T item) {}
