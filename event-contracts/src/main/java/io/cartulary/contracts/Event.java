package io.cartulary.contracts;

/** Something that happened and can't be undone. Payloads hold only what happened; who and when is in the {@link Envelope}. */
public sealed interface Event permits CartEvent, OrderEvent, ProductEvent {}
