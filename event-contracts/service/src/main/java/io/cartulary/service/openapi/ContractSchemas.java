package io.cartulary.service.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of types of the contracts that neither the scanner nor the configuration can describe. The contracts
 * themselves know nothing of OpenAPI.
 */
final class ContractSchemas {

    private static final String OWNER = "Owner";
    private static final String GUEST = "GuestOwner";
    private static final String CUSTOMER = "CustomerOwner";
    private static final String KIND = "kind";

    private ContractSchemas() {}

    /** Replaces and renames those that the document has. */
    static void replace(OpenAPI document) {
        rename(document, "Reason", "AttentionReason");
        if (SchemaWalk.components(document).containsKey(OWNER)) {
            document.getComponents()
                    .addSchema(OWNER, owner())
                    .addSchema(GUEST, owner("guest", "A guest", "guestId", guestId()))
                    .addSchema(CUSTOMER, owner("customer", "A customer", "customerId", customerId()));
        }
    }

    /** The scanner knows a nested class by its simple name, unless an annotation names it. */
    private static void rename(OpenAPI document, String before, String after) {
        @Nullable Schema renamed = SchemaWalk.components(document).get(before);
        if (renamed != null && renamed.getEnumeration() != null) {
            document.getComponents().removeSchema(before);
            document.getComponents().addSchema(after, renamed);
            SchemaWalk.all(document, schema -> {
                if (before.equals(SchemaWalk.name(schema))) {
                    schema.setRef(SchemaWalk.SCHEMAS + after);
                }
            });
        }
    }

    private static Schema owner() {
        return OASFactory.createSchema()
                .description("The owner of the cart or the order")
                .addOneOf(OASFactory.createSchema().ref(GUEST))
                .addOneOf(OASFactory.createSchema().ref(CUSTOMER))
                .discriminator(OASFactory.createDiscriminator()
                        .propertyName(KIND)
                        .addMapping("guest", SchemaWalk.SCHEMAS + GUEST)
                        .addMapping("customer", SchemaWalk.SCHEMAS + CUSTOMER));
    }

    private static Schema owner(String kind, String description, String member, Schema id) {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(description)
                .addProperty(
                        KIND,
                        OASFactory.createSchema().addType(SchemaType.STRING).addEnumeration(kind))
                .addProperty(member, id)
                .required(List.of(KIND, member));
    }

    private static Schema guestId() {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .format("uuid")
                .addExample("0190f1d2-7c3e-7a10-8000-0000000000cc");
    }

    private static Schema customerId() {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .description("The subject of the customer's tokens")
                .addExample("alice");
    }
}
