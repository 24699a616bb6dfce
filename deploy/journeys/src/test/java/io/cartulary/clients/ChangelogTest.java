package io.cartulary.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogTest {

    private static final Changelog CHANGELOG = Changelog.of("""
            # Changelog

            ## [Unreleased]

            ### Changed

            - A cart needs a currency
              (`request-property-became-required`, `POST /carts`).
            - Codes are an enumeration of their own: every operation (`response-property-enum-value-added`).

            ## [1.0.0]

            - Orders are gone (`api-removed-without-deprecation`, `GET /orders`).
            """);

    @Test
    void a_change_is_mentioned_by_its_rule_and_operation() {
        assertThat(unmentioned("request-property-became-required", "POST /carts"))
                .isEmpty();
        assertThat(unmentioned("request-property-became-required", "PUT /carts"))
                .hasSize(1);
        assertThat(unmentioned("response-property-became-optional", "POST /carts"))
                .hasSize(1);
    }

    @Test
    void or_by_its_rule_for_every_operation() {
        assertThat(unmentioned("response-property-enum-value-added", "GET /products"))
                .isEmpty();
    }

    @Test
    void what_was_released_is_no_mention() {
        assertThat(unmentioned("api-removed-without-deprecation", "GET /orders"))
                .hasSize(1);
    }

    @Test
    void changes_are_read_from_oasdiff() throws IOException {
        assertThat(
                        BreakingChange.parse(
                                "[{\"id\":\"api-removed\",\"text\":\"gone\",\"level\":3,\"operation\":\"GET\",\"path\":\"/carts\"}]"))
                .containsExactly(new BreakingChange("api-removed", "GET /carts", "gone"));
        assertThat(BreakingChange.parse("")).isEmpty();
    }

    private static List<BreakingChange> unmentioned(String rule, String operation) {
        return CHANGELOG.unmentioned(List.of(new BreakingChange(rule, operation, "")));
    }
}
