package io.cartulary.load.bench.read;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.NoteAdded;
import io.cartulary.contracts.OrderEvent.OrderCompleted;
import io.cartulary.contracts.OrderEvent.OrderConfirmed;
import io.cartulary.contracts.OrderEvent.OrderHeld;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.OrderReleased;
import io.cartulary.contracts.OrderEvent.PaymentAuthorized;
import io.cartulary.contracts.OrderEvent.PaymentCaptured;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.OrderEvent.ShipmentDelivered;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic of orders only, with ten events each, of customers with ten orders each. A thousand are under way at a time,
 * so that the events of different orders are interleaved. A seed makes them the same each time.
 *
 * @param events the number of events
 */
public record Orders(World world, long events) {

    /** For each order. */
    static final int EVENTS = 10;

    private static final int UNDER_WAY = 1_000;
    private static final int ORDERS_OF_A_CUSTOMER = 10;
    private static final long SEED = 5;
    private static final Instant BEGINNING = Instant.parse("2026-11-01T00:00:00Z");
    private static final int MILLIS_BETWEEN_EVENTS = 100;
    private static final Currency EUR = Currency.getInstance("EUR");

    /** Records this many orders. */
    static Orders record(Servers servers, int orders) throws InterruptedException, ExecutionException {
        World world = World.unique();
        String bootstrap = servers.endpoints().kafkaBootstrap();
        Topics.create(bootstrap, world.topic());
        try (var producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        // the topic is new: see the command side's KafkaChannel
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new StringSerializer(),
                new StringSerializer())) {
            Register register = register(orders);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            while (register.hasMore()) {
                sent.add(producer.send(KafkaBinding.toRecord(world.topic(), register.next())));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
        return new Orders(world, (long) orders * EVENTS);
    }

    /** A generator for this many orders. */
    static Register register(int orders) {
        return new Register(new Random(SEED), orders);
    }

    /** Chooses the next event, and numbers it. */
    static final class Register {

        private final Random chance;
        private final long[] positions = new long[Channels.PARTITIONS];
        private final List<Order> underWay = new ArrayList<>();
        private final int orders;
        private int placed;
        private long recorded;

        private Register(Random chance, int orders) {
            this.chance = chance;
            this.orders = orders;
        }

        boolean hasMore() {
            return placed < orders || !underWay.isEmpty();
        }

        Envelope next() {
            if (placed < orders && underWay.size() < UNDER_WAY) {
                underWay.add(new Order(id(), placed++));
            }
            int chosen = chance.nextInt(underWay.size());
            Order order = underWay.get(chosen);
            Envelope envelope = envelope(order);
            if (order.isOver()) {
                underWay.set(chosen, underWay.getLast());
                underWay.removeLast();
            }
            return envelope;
        }

        private Envelope envelope(Order order) {
            Event event = order.next();
            var stream = new StreamId("order", order.id.toString());
            int partition = stream.partition();
            UUID command = id();
            return new Envelope(
                    id(),
                    EventType.of(event).wireName(),
                    stream,
                    order.happened,
                    partition,
                    ++positions[partition],
                    BEGINNING.plusMillis(MILLIS_BETWEEN_EVENTS * recorded++),
                    "bench",
                    command.toString(),
                    command.toString(),
                    command,
                    EventCodec.encode(event));
        }

        private UUID id() {
            return new UUID(chance.nextLong(), chance.nextLong());
        }
    }

    /** One order under way. */
    private static final class Order {

        private static final Money PRICE = new Money(1250, EUR);
        private static final Money TOTAL = PRICE.times(2);

        private final UUID id;
        private final int number;
        private int happened;

        Order(UUID id, int number) {
            this.id = id;
            this.number = number;
        }

        boolean isOver() {
            return happened == EVENTS;
        }

        Event next() {
            return switch (++happened) {
                case 1 -> placed();
                case 2 -> new PaymentAuthorized(of("payment"), "PSP-" + number, TOTAL);
                case 3 -> new OrderHeld("The address has to be looked at");
                case 4 -> new OrderReleased();
                case 5 -> new OrderConfirmed();
                case 6 -> new NoteAdded(of("note"), "Leave it with the neighbours");
                case 7 ->
                    new ShipmentCreated(
                            of("shipment"), List.of(new LineQuantity(of("line"), 2)), "DHL", "JJD" + number);
                case 8 -> new PaymentCaptured(of("payment"), "PSP-" + number, TOTAL);
                case 9 -> new ShipmentDelivered(of("shipment"));
                case EVENTS -> new OrderCompleted();
                default -> throw new IllegalStateException("the order is over");
            };
        }

        private OrderPlaced placed() {
            return new OrderPlaced(
                    "%08X".formatted(number),
                    5,
                    new Owner.Customer("customer-" + number / ORDERS_OF_A_CUSTOMER),
                    List.of(new OrderLine(of("line"), "SENCHA-100G", "Sencha, 100 g", 2, PRICE)),
                    new Totals(1, 2, TOTAL),
                    new Address("Alice Smith", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
                    new Contact("alice@example.com", null));
        }

        private UUID of(String part) {
            return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ part.hashCode());
        }
    }
}
