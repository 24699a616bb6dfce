package io.cartulary.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.History;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MomentTest {

    private static final RecordedEvent FIRST = RecordedEvent.of(new History()
            .record(new StreamId("product", "tea"), new ProductListed("Tea", Money.zero(Currency.getInstance("EUR"))))
            .getFirst());

    @Test
    void an_event_recorded_exactly_then_counts() {
        assertThat(new Moment.AsOf(FIRST.at()).covers(FIRST)).isTrue();
        assertThat(new Moment.AsOf(FIRST.at().minusMillis(1)).covers(FIRST)).isFalse();
    }

    @Test
    void a_version_covers_itself_and_what_was_before() {
        assertThat(new Moment.AtVersion(1).covers(FIRST)).isTrue();
        assertThat(new Moment.AtVersion(0).covers(FIRST)).isFalse();
    }

    @Test
    void now_covers_everything() {
        assertThat(new Moment.Now().covers(FIRST)).isTrue();
    }
}
