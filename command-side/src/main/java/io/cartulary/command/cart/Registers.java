package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.PresentTerms.LocalTax;
import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.ShippingEvent;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxEvent;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import io.cartulary.contracts.TaxTerms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks up what a cart's price depends on, besides its products: promotions, codes, shipping methods and tax rates. */
@ApplicationScoped
class Registers {

    private static final Fold<Optional<CodeDefined>, CodeEvent> CODE =
            Fold.of(CodeEvent.class, Optional.empty(), (_, event) -> Optional.of((CodeDefined) event));
    private static final Fold<Optional<ShippingMethodSet>, ShippingEvent> SHIPPING =
            Fold.of(ShippingEvent.class, Optional.empty(), (_, event) -> Optional.of((ShippingMethodSet) event));
    private static final Fold<Optional<TaxTerms>, TaxEvent> TAX =
            Fold.of(TaxEvent.class, Optional.empty(), (_, event) -> Optional.of(((TaxRatesSet) event).terms()));

    /** A region that may have tax rates of its own: what follows the country in ISO 3166-2. */
    private static final Pattern REGION = Pattern.compile("[A-Z0-9]{1,3}");

    /** The codes, the method and the address of a cart decide about what is looked up; it is checked in the decision. */
    private static final Duration ANY_AGE = Duration.ofDays(365);

    private final StateCache streams;
    private final AutomaticPromotions promotions;
    private final CartConfig config;

    Registers(StateCache streams, AutomaticPromotions promotions, CartConfig config) {
        this.streams = streams;
        this.promotions = promotions;
        this.config = config;
    }

    /** What the registers say about a cart. */
    Uni<PresentTerms> about(UUID cart) {
        return about(cart, null);
    }

    /** @param moved where its goods go from now on; null where they went before */
    Uni<PresentTerms> about(UUID cart, @Nullable Address moved) {
        return streams.recent(Cart.DECIDER.fold(), Cart.stream(cart), ANY_AGE)
                .chain(recent -> recent.state() instanceof Open open
                        ? about(open.contents(), moved == null ? open.contents().address() : moved)
                        : aboutNew());
    }

    /** What they say about a cart without codes, method and address. */
    Uni<PresentTerms> aboutNew() {
        return promotions
                .active()
                .map(automatic -> new PresentTerms(config.rounding(), automatic, Map.of(), Map.of(), null));
    }

    private Uni<PresentTerms> about(CartContents cart, @Nullable Address address) {
        PriceTerms terms = cart.termsOrNone();
        return Uni.combine()
                .all()
                .unis(
                        promotions.active(),
                        codes(terms.codes()),
                        shipping(terms.shipping(), cart.currency()),
                        tax(address))
                .with((automatic, codes, shipping, tax) ->
                        new PresentTerms(config.rounding(), automatic, codes, shipping, tax.orElse(null)));
    }

    private Uni<Map<String, AppliedCode>> codes(List<AppliedCode> entered) {
        return entered.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Multi.createFrom()
                        .iterable(entered)
                        .onItem()
                        .transformToUniAndConcatenate(code -> code(code.code()))
                        .select()
                        .where(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asMap(AppliedCode::code);
    }

    /** @param code in capitals; empty when there is none */
    Uni<Optional<AppliedCode>> code(String code) {
        return entry(CODE, new StreamId("code", code))
                .chain(found -> found.map(defined -> promotion(code, defined.promotion()))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<AppliedCode>> promotion(String code, String promotion) {
        return entry(PromotionEntry.FOLD, PromotionEntry.stream(promotion))
                .map(found -> found.map(entry -> new AppliedCode(
                        code, entry.definition().terms(), entry.ended() ? NotAppliedReason.EXPIRED : null)));
    }

    private Uni<Map<String, ShippingTerms>> shipping(@Nullable ShippingTerms chosen, Currency currency) {
        return chosen == null
                ? Uni.createFrom().item(Map.of())
                : shippingMethod(chosen.method())
                        .map(found -> found.map(method -> Map.of(
                                        chosen.method(),
                                        terms(chosen.method(), method, currency).orElseGet(chosen::notOffered)))
                                .orElseGet(Map::of));
    }

    private Uni<Optional<ShippingMethodSet>> shippingMethod(String id) {
        return entry(SHIPPING, new StreamId("shipping", id));
    }

    /** A method that has no price in the cart's currency is returned with another price, which the cart rejects. */
    Uni<Optional<ShippingTerms>> shippingMethod(UUID cart, String id) {
        return streams.recent(Cart.DECIDER.fold(), Cart.stream(cart), ANY_AGE)
                .chain(recent -> shippingMethod(id)
                        .map(found -> found.flatMap(method -> {
                            Optional<ShippingTerms> offered = recent.state() instanceof Open open
                                    ? terms(id, method, open.contents().currency())
                                    : Optional.empty();
                            return offered.or(() -> method.prices().stream()
                                    .findFirst()
                                    .map(price -> new ShippingTerms(id, price, method.taxCategory(), List.of())));
                        })));
    }

    private static Optional<ShippingTerms> terms(String id, ShippingMethodSet method, Currency currency) {
        return method.prices().stream()
                .filter(price -> price.currency().equals(currency))
                .findFirst()
                .map(price -> new ShippingTerms(id, price, method.taxCategory(), method.countries()));
    }

    private Uni<Optional<LocalTax>> tax(@Nullable Address address) {
        if (address == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String country = address.country();
        @Nullable String region = address.region();
        Uni<Optional<TaxTerms>> regional =
                region != null && REGION.matcher(region).matches()
                        ? rates(country + "-" + region)
                        : Uni.createFrom().item(Optional.empty());
        return regional.chain(found -> found.isPresent() ? Uni.createFrom().item(found) : rates(country))
                .map(found -> Optional.of(new LocalTax(country, region, found.orElse(null))));
    }

    private Uni<Optional<TaxTerms>> rates(String where) {
        return streams.recent(TAX, new StreamId("tax", where), config.registerAge())
                .map(Folded::state);
    }

    /** The answer that there is no such entry is always read from the log, like every rejection. */
    private <S, E extends Event> Uni<Optional<S>> entry(Fold<Optional<S>, E> fold, StreamId stream) {
        return streams.recent(fold, stream, config.registerAge())
                .chain(recent ->
                        recent.state().isPresent() ? Uni.createFrom().item(recent) : streams.current(fold, stream))
                .map(Folded::state);
    }
}
