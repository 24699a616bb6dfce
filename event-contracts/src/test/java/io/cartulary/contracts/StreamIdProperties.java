package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

class StreamIdProperties {

    @Property
    void a_root_id_has_the_partition_that_kafkas_default_partitioner_gives_its_key(@ForAll("rootIds") String rootId) {
        assertThat(new StreamId("cart", rootId).partition())
                .isEqualTo(BuiltInPartitioner.partitionForKey(rootId.getBytes(UTF_8), Channels.PARTITIONS));
    }

    @Property
    void a_cart_and_its_order_share_a_partition(@ForAll("rootIds") String rootId) {
        assertThat(new StreamId("cart", rootId).partition()).isEqualTo(new StreamId("order", rootId).partition());
    }

    @Property
    void a_stream_id_is_read_back_as_it_was_written(@ForAll("rootIds") String rootId) {
        StreamId stream = new StreamId("product", rootId);

        assertThat(StreamId.parse(stream.toString())).isEqualTo(stream);
        assertThat(stream.toString()).hasSizeLessThanOrEqualTo(StreamId.MAX_LENGTH);
    }

    /** A change of the hash would put every stored event in the wrong partition. */
    @Example
    void the_hash_is_the_one_it_always_was() {
        assertThat(new StreamId("cart", "0190f1d2-7c3e-7a10-8000-000000000001").partition())
                .isEqualTo(1);
    }

    @Example
    void what_is_no_stream_id_is_rejected() {
        for (String text : new String[] {"", "cart", "cart:", ":1", "Cart:1", "cart:a b", "cart:a:b", "cart:ä"}) {
            assertThatThrownBy(() -> StreamId.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Provide
    Arbitrary<String> rootIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('.', '_', '-')
                .ofMinLength(1)
                .ofMaxLength(64);
    }
}
