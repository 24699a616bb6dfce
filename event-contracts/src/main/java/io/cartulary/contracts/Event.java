package io.cartulary.contracts;

/** A fact that can't be undone. The payload contains only the fact; its time and actor are in the {@link Envelope}. */
public sealed interface Event
        permits CartEvent, CodeEvent, OrderEvent, ProductEvent, PromotionEvent, ShippingEvent, TaxEvent {}
