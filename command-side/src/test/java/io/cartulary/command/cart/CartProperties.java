package io.cartulary.command.cart;

import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static io.cartulary.command.eventsourcing.DeciderSpecification.NOW;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.RetriedHistory;
import io.cartulary.command.eventsourcing.Sent;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.Totals;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Properties of every cart, for all commands. */
class CartProperties {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Owner GUEST = new Owner.Guest(new UUID(0, 0));
    private static final UUID CART = new UUID(9, 9);
    private static final Map<String, Offer> REGISTER = Map.of("A", offer(1), "B", offer(2), "C", offer(3));
    private static final List<UUID> LINES =
            IntStream.range(0, 6).mapToObj(i -> new UUID(1, i)).toList();

    @Property
    void lines_are_within_their_bounds_after_any_commands(@ForAll("commands") List<Sent<CartCommand>> commands) {
        if (afterCommands(commands) instanceof Open open) {
            List<Line> lines = open.contents().lines().all();
            assertThat(lines).allSatisfy(line -> assertThat(line.quantity()).isBetween(1, Cart.MAX_QUANTITY));
            assertThat(lines).extracting(Line::id).doesNotHaveDuplicates();
            assertThat(lines).hasSizeLessThanOrEqualTo(Cart.MAX_LINES);
            assertThat(units(lines).values())
                    .allSatisfy(units -> assertThat(units).isLessThanOrEqualTo(Cart.MAX_QUANTITY));
        }
    }

    @Property
    void no_two_lines_have_the_same_product_at_the_same_price(@ForAll("commands") List<Sent<CartCommand>> commands) {
        if (afterCommands(commands) instanceof Open open) {
            assertThat(open.contents().lines().all())
                    .extracting(line -> Map.entry(line.sku(), line.unitPrice()))
                    .doesNotHaveDuplicates();
        }
    }

    /** Except for a merge, whose units keep the prices of the other cart. */
    @Property
    void what_became_more_costs_what_the_register_says(
            @ForAll("commands") List<Sent<CartCommand>> commands, @ForAll("growingCommand") CartCommand command) {
        Cart before = afterCommands(commands);
        if (before instanceof Open open && after(before, command) instanceof Open then) {
            CartLines old = open.contents().lines();
            for (Line line : then.contents().lines().all()) {
                Optional<Line> was = old.withId(line.id());
                if (was.map(Line::quantity).orElse(0) < line.quantity()) {
                    assertThat(line.unitPrice()).isEqualTo(price(command, line.sku()));
                } else {
                    assertThat(line.unitPrice()).isEqualTo(was.orElseThrow().unitPrice());
                }
            }
        }
    }

    private static Money price(CartCommand command, String sku) {
        return switch (command) {
            case AddItem(var _, var _, var _, Offer offer) -> offer.unitPrice();
            case ChangeQuantity(var _, var _, Offer offer) -> offer.unitPrice();
            case Restore restore -> requireNonNull(restore.offers().get(sku)).unitPrice();
            case CartCommand other -> throw new IllegalArgumentException(other.toString());
        };
    }

    @Property
    void the_total_is_the_sum_of_the_lines_to_the_cent(@ForAll("commands") List<Sent<CartCommand>> commands) {
        if (afterCommands(commands) instanceof Open open) {
            BigInteger sum = open.contents().lines().all().stream()
                    .map(line ->
                            BigInteger.valueOf(line.unitPrice().amount()).multiply(BigInteger.valueOf(line.quantity())))
                    .reduce(BigInteger.ZERO, BigInteger::add);

            assertThat(open.contents().lines().totals(EUR).total().amount()).isEqualTo(sum.longValueExact());
        }
    }

    @Property(tries = 300)
    void a_retry_of_any_accepted_command_adds_nothing_and_is_answered_alike(
            @ForAll("commands") List<Sent<CartCommand>> commands, @ForAll Random random) {
        new RetriedHistory<>(Cart.DECIDER, Cart.stream(CART), random).thenRetriesOfSentAddNothing(commands);
    }

    @Property
    void a_command_that_sets_something_adds_nothing_when_it_is_repeated(
            @ForAll("commands") List<Sent<CartCommand>> commands, @ForAll("settingCommand") CartCommand command) {
        Cart once = after(afterCommands(commands), command);

        switch (Cart.decide(once, command, CONTEXT)) {
            case Decision.Accepted<CartEvent> accepted ->
                assertThat(accepted.events()).isEmpty();
            // such as a quantity of a line that the command has just removed
            case Decision.Rejected<CartEvent> _ ->
                assertThat(after(once, command)).isEqualTo(once);
        }
    }

    @Property
    void a_merge_conserves_units_as_its_mode_says(
            @ForAll("lineLists") List<Line> here, @ForAll("lineLists") List<Line> there, @ForAll MergeMode mode) {
        Cart target =
                after(after(new Cart.Unknown(), new Create(GUEST, EUR)), new Restore(1, new CartLines(here), REGISTER));
        CartCommand takeIn = new TakeIn(new UUID(5, 5), new UUID(6, 6), 3, EUR, new CartLines(there), mode);

        if (Cart.decide(target, takeIn, CONTEXT) instanceof Decision.Accepted<CartEvent>) {
            Map<String, Integer> before =
                    units(((Open) target).contents().lines().all());
            Map<String, Integer> coming = units(there);
            Map<String, Integer> merged =
                    units(((Open) after(target, takeIn)).contents().lines().all());

            for (String sku : union(before.keySet(), coming.keySet())) {
                int mine = before.getOrDefault(sku, 0);
                int its = coming.getOrDefault(sku, 0);
                int expected = switch (mode) {
                    case SUM -> mine + its;
                    case MAX -> Math.max(mine, its);
                    case TARGET -> mine > 0 ? mine : its;
                    case SOURCE -> its > 0 ? its : mine;
                };
                assertThat(merged.getOrDefault(sku, 0)).as(sku).isEqualTo(expected);
            }
        }
    }

    @Property
    void folding_never_throws_whatever_has_happened(@ForAll("histories") List<CartEvent> history) {
        Cart cart = Cart.DECIDER.fold().initial();
        for (CartEvent event : history) {
            cart = Cart.evolve(cart, event);
        }
        assertThat(cart).isNotNull();
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Map<String, Integer> units(List<Line> lines) {
        return lines.stream().collect(groupingBy(Line::sku, summingInt(Line::quantity)));
    }

    private static Cart afterCommands(List<Sent<CartCommand>> commands) {
        Cart cart = Cart.DECIDER.fold().initial();
        for (Sent<CartCommand> sent : commands) {
            cart = after(cart, sent.command(), new DecisionContext(sent.at(), CONTEXT.caller()));
        }
        return cart;
    }

    private static Cart after(Cart cart, CartCommand command) {
        return after(cart, command, CONTEXT);
    }

    private static Cart after(Cart cart, CartCommand command, DecisionContext context) {
        Cart next = cart;
        if (Cart.decide(cart, command, context) instanceof Decision.Accepted<CartEvent> accepted) {
            for (CartEvent event : accepted.events()) {
                next = Cart.evolve(next, event);
            }
        }
        return next;
    }

    @Provide
    Arbitrary<List<Sent<CartCommand>>> commands() {
        Arbitrary<CartCommand> adding = Combinators.combine(lineIds(), quantities(), offers())
                .as((line, quantity, offer) -> new AddItem(line, sku(line), quantity, offer.orElse(null)));
        return Arbitraries.frequencyOf(
                        Tuple.of(1, at(NOW, Arbitraries.just(new Create(GUEST, EUR)))),
                        Tuple.of(8, times().flatMap(time -> at(time, adding))),
                        Tuple.of(4, at(NOW, settingCommand())),
                        Tuple.of(4, rareCommand()))
                .list()
                .ofMaxSize(40)
                .map(commands -> Stream.concat(
                                Stream.of(new Sent<CartCommand>(NOW, new Create(GUEST, EUR))), commands.stream())
                        .toList());
    }

    @Provide
    Arbitrary<CartCommand> settingCommand() {
        return Arbitraries.oneOf(
                changing(),
                lineIds().map(RemoveItem::new),
                Arbitraries.just(new Clear()),
                offers().map(offer -> new Reprice(
                        offer.map(found -> Map.of("A", found, "B", found)).orElseGet(Map::of))),
                Arbitraries.of(CartLifeTest.details().toList()),
                Arbitraries.of("alice", "bob").map(Assign::new),
                Arbitraries.of(PriceExamples.TEN, PriceExamples.SHIP).map(code -> new ApplyCode(code.code(), code)),
                Arbitraries.of("TEN", "SHIP").map(RemoveCode::new),
                Arbitraries.just(new ChooseShippingMethod(PriceExamples.PARCEL)),
                changing()
                        .map(ActiveCartCommand.class::cast)
                        .map(command -> new AtPresentTerms(command, PriceExamples.SALE_FOR_ALL)),
                restoring(offers().map(offer -> REGISTER)));
    }

    @Provide
    Arbitrary<CartCommand> growingCommand() {
        Arbitrary<CartCommand> adding = Combinators.combine(ids(), skus(), quantities(), offers())
                .as((line, sku, quantity, offer) -> new AddItem(line, sku, quantity, offer.orElse(null)));
        return Arbitraries.oneOf(adding, changing(), restoring(registers()));
    }

    private static Arbitrary<CartCommand> changing() {
        return Combinators.combine(lineIds(), quantities(), offers())
                .as((line, quantity, offer) -> new ChangeQuantity(line, quantity, offer.orElse(null)));
    }

    private static Arbitrary<CartCommand> restoring(Arbitrary<Map<String, Offer>> registers) {
        return Combinators.combine(lineLists(), registers)
                .as((lines, register) -> new Restore(1, new CartLines(lines), register));
    }

    private static Arbitrary<Map<String, Offer>> registers() {
        return Arbitraries.maps(skus(), Arbitraries.of(1L, 2L, Offer.MAX_PRICE).map(CartProperties::offer))
                .ofMaxSize(3);
    }

    private static Arbitrary<Sent<CartCommand>> rareCommand() {
        return Arbitraries.oneOf(
                times().flatMap(time -> at(time, times().map(Freeze::new))),
                at(NOW, Arbitraries.just(new Unfreeze())),
                times().flatMap(time -> at(time, times().map(Abandon::new))),
                at(
                        NOW,
                        Combinators.combine(ids(), Arbitraries.of(MergeMode.class))
                                .as((id, mode) -> new BeginMerge(id, new UUID(8, 8), 1, mode))),
                at(NOW, ids().map(CloseMerged::new)),
                at(NOW, ids().map(CallMergeOff::new)),
                at(
                        NOW,
                        Combinators.combine(ids(), lineLists(), Arbitraries.of(MergeMode.class))
                                .as((id, lines, mode) ->
                                        new TakeIn(id, new UUID(8, 8), 4, EUR, new CartLines(lines), mode))),
                at(NOW, Arbitraries.longs().between(0, 5).map(cents -> new CheckOut(CART, new Money(cents, EUR)))));
    }

    private static Arbitrary<Sent<CartCommand>> at(Instant time, Arbitrary<? extends CartCommand> command) {
        return command.map(sent -> new Sent<>(time, sent));
    }

    @Provide
    static Arbitrary<List<Line>> lineLists() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, Cart.MAX_QUANTITY), Arbitraries.of(1L, 2L, Offer.MAX_PRICE))
                .as((quantity, price) -> new Line(new UUID(0, 0), "", "", quantity, new Money(price, EUR)))
                .list()
                .ofMaxSize(LINES.size())
                .map(lines -> IntStream.range(0, lines.size())
                        .mapToObj(i -> new Line(
                                LINES.get(i),
                                sku(LINES.get(i)),
                                sku(LINES.get(i)),
                                lines.get(i).quantity(),
                                lines.get(i).unitPrice()))
                        .toList());
    }

    /** A line has one product, and two lines may have the same. */
    private static String sku(UUID line) {
        return List.of("A", "B", "C").get(LINES.indexOf(line) % 3);
    }

    @Provide
    Arbitrary<List<CartEvent>> histories() {
        Arbitrary<Integer> any = Arbitraries.integers();
        Arbitrary<Money> money = Arbitraries.longs().map(cents -> new Money(cents, EUR));
        return Arbitraries.oneOf(
                        Arbitraries.just((CartEvent) new CartCreated(GUEST, EUR)),
                        Combinators.combine(lineIds(), skus(), any, money)
                                .as((line, sku, quantity, price) -> new ItemAdded(line, sku, sku, quantity, price)),
                        Combinators.combine(lineIds(), any, any).as(ItemQuantityChanged::new),
                        Combinators.combine(lineIds(), skus(), any).as(ItemRemoved::new),
                        lineIds().map(line -> new CartCleared(List.of(new ClearedLine(line, "A", 1)))),
                        Combinators.combine(lineIds(), money, money)
                                .as((line, from, to) -> new ItemsRepriced(
                                        List.of(new RepricedLine(line, from, to), new RepricedLine(line, to, from)))),
                        Combinators.combine(lineIds(), any, money)
                                .as((line, quantity, price) -> new CartMerged(
                                        line, line, 1, List.of(new LineDelta(line, "A", "A", quantity, price)))),
                        Combinators.combine(lineIds(), any, money)
                                .as((line, quantity, price) -> new CartRestored(
                                        1, List.of(new RestoredLine(line, "A", "A", quantity, price)))),
                        Combinators.combine(lineIds(), lineIds(), any)
                                .as((line, into, quantity) ->
                                        new LinesJoined(List.of(new JoinedLine(line, into, "A", quantity)))),
                        Arbitraries.of(
                                CartLifeTest.details().map(DetailCommand::event).toList()),
                        Arbitraries.of(
                                new CartAssigned("alice"),
                                new CartMergeBegun(CART, CART, 1, MergeMode.SUM),
                                new CartMergeCalledOff(CART),
                                new CartMergedInto(CART, CART),
                                new CartFrozen(Instant.EPOCH),
                                new CartUnfrozen(),
                                new CartCheckedOut(CART, new Totals(0, 0, Money.zero(EUR))),
                                new CartAbandoned(Instant.EPOCH),
                                new CartReactivated()))
                .list()
                .ofMaxSize(50);
    }

    /** Some are before, and some are after {@code NOW}. */
    private static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(-5, 5).map(NOW::plusSeconds);
    }

    private static Arbitrary<UUID> lineIds() {
        return Arbitraries.of(LINES);
    }

    private static Arbitrary<UUID> ids() {
        return Arbitraries.of(new UUID(2, 1), new UUID(2, 2));
    }

    private static Arbitrary<String> skus() {
        return Arbitraries.of("A", "B", "C");
    }

    private static Arbitrary<Integer> quantities() {
        return Arbitraries.integers().between(-1, 1001);
    }

    private static Arbitrary<Optional<Offer>> offers() {
        return Arbitraries.of(-1L, 0L, 1L, 2L, Offer.MAX_PRICE, Offer.MAX_PRICE + 1, Long.MAX_VALUE)
                .map(CartProperties::offer)
                .optional(0.9);
    }

    private static Offer offer(long cents) {
        return new Offer("Something", new Money(cents, EUR));
    }
}
