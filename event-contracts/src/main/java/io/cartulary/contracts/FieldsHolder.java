package io.cartulary.contracts;

/** What may have custom fields: the order itself, or one of its parts. */
public enum FieldsHolder {
    ORDER,
    PAYMENT,
    SHIPMENT,
    RETURN
}
