package io.cartulary.command.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.KafkaBinding;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What the records of a partition say about what is missing in it. */
class PositionsInOrderTest {

    private long offset;

    @Test
    void repeats_replays_and_foreign_records_do_not_hide_how_far_the_order_goes() {
        PositionsInOrder order = PositionsInOrder.fromTheBeginning();

        whenRead(order, 1, 2, 1, 2, 3);
        order.next(replayed(1, 3));
        order.next(foreign());
        whenRead(order, 4);

        assertThat(order.found()).isEqualTo(new ResumePoint(4, new Acknowledged(4, 7), null));
    }

    @Test
    void what_comes_behind_a_missing_position_does_not_count() {
        PositionsInOrder order = PositionsInOrder.fromTheBeginning();

        whenRead(order, 1, 2, 4, 5);

        assertThat(order.last()).isEqualTo(new Acknowledged(2, 1));
        assertThat(order.found().loss()).isEqualTo("behind position 2 comes position 4, at offset 2");
    }

    @Test
    void a_replay_shows_that_something_before_it_is_missing() {
        PositionsInOrder order = PositionsInOrder.fromTheBeginning();

        order.next(replayed(1, 3));

        assertThat(order.found().loss()).isNotNull();
    }

    @Test
    void another_record_in_the_place_of_the_last_acknowledged_one_is_a_loss() {
        var order = new PositionsInOrder(new Acknowledged(5, 0));

        whenRead(order, 6);

        assertThat(order.found().loss()).isEqualTo("it acknowledged position 5 at offset 0, where another record is");
    }

    @Test
    void the_ends_of_a_partition_show_whether_the_last_acknowledged_record_is_there() {
        var start = new Acknowledged(5, 4);
        var whole = new PositionsInOrder(start);
        whole.beginning(4);
        whole.end(5);
        var tooShort = new PositionsInOrder(start);
        tooShort.end(4);
        var tooLate = new PositionsInOrder(start);
        tooLate.beginning(5);

        assertThat(whole.found()).isEqualTo(new ResumePoint(5, start, null));
        assertThat(tooShort.found().loss()).isNotNull();
        assertThat(tooLate.found().loss()).isNotNull();
    }

    private void whenRead(PositionsInOrder order, long... positions) {
        for (long position : positions) {
            order.next(published(position));
        }
    }

    private ConsumerRecord<String, String> published(long position) {
        ConsumerRecord<String, String> next = foreign();
        next.headers().add(KafkaBinding.POSITION, Long.toString(position).getBytes(UTF_8));
        return next;
    }

    private ConsumerRecord<String, String> replayed(long position, long publishedUpTo) {
        ConsumerRecord<String, String> next = published(position);
        next.headers()
                .add(KafkaBinding.PUBLISHED_UP_TO, Long.toString(publishedUpTo).getBytes(UTF_8));
        return next;
    }

    private ConsumerRecord<String, String> foreign() {
        return new ConsumerRecord<>("topic", 0, offset++, "key", "value");
    }
}
