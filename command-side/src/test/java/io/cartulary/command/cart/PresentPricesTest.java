package io.cartulary.command.cart;

import static io.cartulary.command.eventsourcing.DeciderSpecification.CONTEXT;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.LeftOutReason;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which lines of an open cart get the present price, which keep theirs, and which are joined. */
class PresentPricesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final CartEvent CREATED = new CartCreated(new Owner.Guest(new UUID(0, 9)), EUR);

    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    /**
     * Lines as {@code id:sku×units@price}, in a cart, then the command, the register's prices, and the lines after it,
     * or the rejection. A cart has several lines of a product only after a merge, or if it dates from before growing
     * lines got the present price.
     */
    private static final String TABLE = """
        cart                         | command                       | register    | after
        -                            | add 9:A×2                  | A@200       | 9:A×2@200
        1:A×1@100                    | add 9:A×2                  | A@100       | 1:A×3@100
        1:A×1@100                    | add 9:A×2                  | A@200       | 1:A×3@200
        1:A×1@100                    | add 9:A×2                  | A@50        | 1:A×3@50
        1:A×1@100 2:A×1@200          | add 9:A×2                  | A@200       | 1:A×1@100 2:A×3@200
        1:A×1@100 2:A×1@200          | add 9:A×2                  | A@300       | 1:A×3@300 2:A×1@200
        1:A×1@100 2:A×1@100          | add 9:A×2                  | A@100       | 1:A×4@100
        1:A×1@100                    | add 9:B×2                  | A@200 B@7   | 1:A×1@100 9:B×2@7
        1:A×998@100                  | add 9:A×1                  | A@200       | 1:A×999@200
        1:A×998@100                  | add 9:A×2                  | A@200       | LINE_FULL
        1:A×500@100 2:A×499@200      | add 9:A×1                  | A@200       | LINE_FULL
        1:A×500@100 2:A×499@200      | add 9:A×1                  | A@300       | LINE_FULL
        1:A×1@100                    | add 9:A×1                  | -           | PRODUCT_NOT_LISTED
        1:A×1@100                    | add 9:A×1                  | A@1USD      | CURRENCY_MISMATCH
        1:A×1@100                    | set 1:A×500                | A@9900      | 1:A×500@9900
        1:A×1@100                    | set 1:A×500                | A@100       | 1:A×500@100
        1:A×5@100                    | set 1:A×4                  | A@9900      | 1:A×4@100
        1:A×5@100                    | set 1:A×4                  | -           | 1:A×4@100
        1:A×5@100                    | set 1:A×5                  | A@9900      | 1:A×5@100
        1:A×5@100                    | set 1:A×0                  | -           | -
        1:A×5@100                    | set 1:A×6                  | -           | PRODUCT_NOT_LISTED
        1:A×5@100                    | set 1:A×6                  | A@1USD      | CURRENCY_MISMATCH
        1:A×5@100                    | set 1:A×6                  | A@1000000000001 | PRICE_TOO_HIGH
        1:A×500@100 2:A×400@200      | set 1:A×599                | A@200       | 2:A×999@200
        1:A×500@100 2:A×400@200      | set 1:A×600                | A@200       | LINE_FULL
        1:A×1@100 2:A×4@200          | set 1:A×3                  | A@200       | 2:A×7@200
        1:A×1@100 2:A×4@200          | set 1:A×3                  | A@300       | 1:A×3@300 2:A×4@200
        1:A×1@100 2:A×4@200          | set 2:A×3                  | A@100       | 1:A×1@100 2:A×3@200
        1:A×1@100 2:A×4@200 3:B×1@5  | reprice                    | A@200 B@6   | 2:A×5@200 3:B×1@6
        1:A×1@100 2:A×4@200          | reprice                    | A@300       | 1:A×5@300
        1:A×1@100 2:A×4@100          | reprice                    | A@100       | 1:A×5@100
        1:A×600@100 2:A×600@200      | reprice                    | A@300       | 1:A×1200@300
        1:A×1@100 2:A×4@200          | reprice                    | -           | 1:A×1@100 2:A×4@200
        1:A×1@100 2:A×4@200          | reprice                    | A@1USD      | 1:A×1@100 2:A×4@200
        -                            | restore 1:A×5@100          | A@9900      | 1:A×5@9900
        -                            | restore 1:A×5@100          | A@100       | 1:A×5@100
        -                            | restore 1:A×5@100 2:B×1@7  | B@7         | 2:B×1@7
        -                            | restore 1:A×5@100          | -           | -
        -                            | restore 1:A×5@100          | A@1USD      | -
        1:A×2@100                    | restore 1:A×5@100          | A@9900      | 1:A×5@9900
        1:A×2@100                    | restore 1:A×5@100          | -           | 1:A×2@100
        1:A×2@100                    | restore 1:A×2@100          | A@9900      | 1:A×2@100
        1:A×2@9900                   | restore 1:A×2@100          | A@9900      | 1:A×2@9900
        1:A×2@9900                   | restore 1:A×1@100          | A@500       | 1:A×1@9900
        1:A×2@100                    | restore 1:A×1@100          | -           | 1:A×1@100
        1:A×2@100 2:B×1@7            | restore 2:B×1@7            | -           | 2:B×1@7
        2:A×2@9900                   | restore 1:A×5@100          | A@9900      | 1:A×5@9900
        2:A×6@200                    | restore 1:A×1@100 2:A×5@200 | A@200      | 2:A×6@200
        -                            | restore 1:A×1@100 2:A×5@200 | A@200      | 1:A×6@200
        -                            | restore 1:A×1@100 2:A×5@100 | A@100      | 1:A×6@100
        -                            | restore 1:A×600@1 2:A×400@2 | A@2        | LINE_FULL
        1:A×2@100                    | merge 7:A×3@100            | A@200       | 1:A×5@100
        1:A×2@100                    | merge 7:A×3@200            | A@300       | 1:A×2@100 m:A×3@200
        1:A×2@100                    | merge 7:A×3@200 8:A×4@200  | A@300       | 1:A×2@100 m:A×7@200
        1:A×2@100 2:A×3@100          | merge 7:A×1@100            | A@100       | 1:A×6@100
        1:A×500@100                  | merge 7:A×500@200          | A@100       | LINE_FULL
        1:A×600@100 2:A×600@200      | merge 7:B×1@7              | A@100       | 1:A×600@100 2:A×600@200 m:B×1@7
        """;

    static Stream<String> rows() {
        return TABLE.lines().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_cart_has_after_a_command_what_the_table_says(String row) {
        String[] cells = row.split("\\|", -1);
        Cart before = cart.given(history(cells[0].strip())).state();

        assertThat(outcome(before, Cart.decide(before, command(cells[1].strip(), register(cells[2].strip())), CONTEXT)))
                .as(row)
                .isEqualTo(cells[3].strip());
    }

    @Test
    void a_growing_line_is_repriced_in_the_same_append() {
        cart.given(history("1:A×1@100"))
                .when(command("set 1:A×3", register("A@200")))
                .then(
                        new ItemsRepriced(List.of(new RepricedLine(id("1"), eur(100), eur(200)))),
                        new CartEvent.ItemQuantityChanged(id("1"), 1, 3));
        cart.given(history("1:A×1@100"))
                .when(command("add 9:A×2", register("A@200")))
                .then(
                        new ItemsRepriced(List.of(new RepricedLine(id("1"), eur(100), eur(200)))),
                        new ItemAdded(id("1"), "A", "A", 2, eur(200)));
    }

    @Test
    void twins_are_joined_in_the_same_append() {
        cart.given(history("1:A×1@100 2:A×4@200"))
                .when(command("reprice", register("A@200")))
                .then(
                        new ItemsRepriced(List.of(new RepricedLine(id("1"), eur(100), eur(200)))),
                        new LinesJoined(List.of(new JoinedLine(id("1"), id("2"), "A", 1))));
    }

    @Test
    void a_restoration_says_what_it_left_out_and_why() {
        cart.given(history("2:B×1@7"))
                .when(command("restore 1:A×5@100 2:B×4@7 3:C×1@1 4:D×1@1", register("A@9900 C@1USD D@1000000000001")))
                .then(
                        new CartRestored(
                                7,
                                List.of(
                                        new RestoredLine(id("1"), "A", "A", 5, eur(100)),
                                        new RestoredLine(id("2"), "B", "B", 1, eur(7))),
                                List.of(
                                        leftOut("2", "B", 3, LeftOutReason.NOT_ON_SALE),
                                        leftOut("3", "C", 1, LeftOutReason.OTHER_CURRENCY),
                                        leftOut("4", "D", 1, LeftOutReason.PRICE_TOO_HIGH))),
                        new ItemsRepriced(List.of(new RepricedLine(id("1"), eur(100), eur(9900)))));
    }

    @Test
    void a_restoration_says_what_it_left_out_even_if_nothing_else_happens() {
        cart.given(CREATED)
                .when(command("restore 1:A×5@100", Map.of()))
                .then(new CartRestored(7, List.of(), List.of(leftOut("1", "A", 5, LeftOutReason.NOT_ON_SALE))));
    }

    @Test
    void a_cart_that_is_as_it_was_then_is_restored_already() {
        cart.given(history("1:A×2@100 2:B×1@7"))
                .when(command("restore 1:A×2@50 2:B×1@7", Map.of()))
                .thenNothing();
        // the restored line would be joined again with the same line as before
        cart.given(history("2:A×6@200"))
                .when(command("restore 1:A×1@100 2:A×5@200", register("A@200")))
                .thenNothing();
    }

    @Test
    void a_copy_has_one_line_for_each_product() {
        CopySource original = new CopySource(
                new Owner.Customer("alice"),
                EUR,
                new CartLines(lines("1:A×600@100 2:A×600@200 3:B×1@7 4:B×2@8 5:C×1@1")));

        assertThat(shown(new CartLines(original.at(register("A@300 B@9 C@1USD"), id -> id))))
                .isEqualTo("1:A×999@300 3:B×3@9");
    }

    private static LeftOutLine leftOut(String id, String sku, int quantity, LeftOutReason reason) {
        return new LeftOutLine(id(id), sku, sku, quantity, reason);
    }

    private static List<CartEvent> history(String lines) {
        return Stream.concat(Stream.of(CREATED), lines(lines).stream().map(line -> (CartEvent)
                        new ItemAdded(line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice())))
                .toList();
    }

    private static CartCommand command(String text, Map<String, Offer> register) {
        String[] words = text.split(" ", 2);
        List<Line> lines = words.length > 1 ? lines(words[1]) : List.of();
        return switch (words[0]) {
            case "add" -> {
                Line line = lines.getFirst();
                yield new AddItem(line.id(), line.sku(), line.quantity(), register.get(line.sku()));
            }
            case "set" -> {
                Line line = lines.getFirst();
                yield new ChangeQuantity(line.id(), line.quantity(), register.get(line.sku()));
            }
            case "reprice" -> new Reprice(register);
            case "restore" -> new Restore(7, new CartLines(lines), register);
            case "merge" -> new TakeIn(new UUID(3, 3), new UUID(4, 4), 3, EUR, new CartLines(lines), MergeMode.SUM);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static List<Line> lines(String text) {
        return text.equals("-")
                ? List.of()
                : Stream.of(text.split(" ", -1))
                        .map(line -> line.split("[:×@]", -1))
                        .map(parts -> new Line(
                                id(parts[0]),
                                parts[1],
                                parts[1],
                                Integer.parseInt(parts[2]),
                                eur(parts.length > 3 ? Long.parseLong(parts[3]) : 0)))
                        .toList();
    }

    private static Map<String, Offer> register(String text) {
        return text.equals("-")
                ? Map.of()
                : Stream.of(text.split(" ", -1))
                        .map(offer -> offer.split("@", -1))
                        .collect(toMap(
                                parts -> parts[0],
                                parts -> new Offer(
                                        parts[0],
                                        parts[1].endsWith("USD")
                                                ? new Money(Long.parseLong(parts[1].replace("USD", "")), USD)
                                                : eur(Long.parseLong(parts[1])))));
    }

    private static String outcome(Cart before, Decision<CartEvent> decision) {
        return switch (decision) {
            case Decision.Rejected<CartEvent>(var rejection) -> rejection.name();
            case Decision.Accepted<CartEvent> accepted -> {
                Cart after = before;
                for (CartEvent event : accepted.events()) {
                    after = Cart.evolve(after, event);
                }
                yield shown(((Cart.Open) after).contents().lines());
            }
        };
    }

    /** Lines with a merge's ids are named m. */
    private static String shown(CartLines lines) {
        return lines.isEmpty()
                ? "-"
                : lines.all().stream()
                        .map(line -> "%s:%s×%d@%d"
                                .formatted(
                                        line.id().getMostSignificantBits() == 1
                                                ? Long.toString(line.id().getLeastSignificantBits())
                                                : "m",
                                        line.sku(),
                                        line.quantity(),
                                        line.unitPrice().amount()))
                        .collect(joining(" "));
    }

    private static UUID id(String number) {
        return new UUID(1, Long.parseLong(number));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }
}
