package io.cartulary.command.cart;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.PresentTerms.LocalTax;
import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.promotion.PromotionRegister;
import io.cartulary.command.promotion.PromotionRegister.CodeEntry;
import io.cartulary.command.promotion.PromotionRegister.PromotionEntry;
import io.cartulary.command.promotion.RedemptionCount;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTerms;
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
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks up what a cart's price depends on, besides its products: promotions, codes, shipping methods and tax rates. */
@ApplicationScoped
class Registers {

    private static final Fold<Optional<ShippingMethodSet>, ShippingEvent> SHIPPING =
            Fold.of(ShippingEvent.class, Optional.empty(), (_, event) -> Optional.of((ShippingMethodSet) event));
    private static final Fold<Optional<TaxTerms>, TaxEvent> TAX =
            Fold.of(TaxEvent.class, Optional.empty(), (_, event) -> Optional.of(((TaxRatesSet) event).terms()));

    /** A region that may have tax rates of its own: what follows the country in ISO 3166-2. */
    private static final Pattern REGION = Pattern.compile("[A-Z0-9]{1,3}");

    /** The codes, the method and the address of a cart decide about what is looked up; it is checked in the decision. */
    static final Duration ANY_AGE = Duration.ofDays(365);

    private final StateCache streams;
    private final PromotionRegister register;
    private final AutomaticPromotions promotions;
    private final CartConfig config;

    Registers(StateCache streams, PromotionRegister register, AutomaticPromotions promotions, CartConfig config) {
        this.streams = streams;
        this.register = register;
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
                        ? about(
                                cart,
                                open.contents(),
                                moved == null ? open.contents().address() : moved)
                        : aboutNew());
    }

    /** What they say about a cart as it is stored now, with all codes that it has. */
    Uni<PresentTerms> aboutNow(UUID cart) {
        return streams.current(Cart.DECIDER.fold(), Cart.stream(cart))
                .chain(current -> current.state() instanceof Open open
                        ? about(cart, open.contents(), open.contents().address())
                        : aboutNew());
    }

    /** What they say about a cart without codes, method and address. */
    Uni<PresentTerms> aboutNew() {
        return automatic(null, null)
                .map(automatic -> new PresentTerms(config.rounding(), automatic.terms(), Map.of(), Map.of(), null));
    }

    private Uni<PresentTerms> about(UUID id, CartContents cart, @Nullable Address address) {
        PriceTerms terms = cart.termsOrNone();
        return Uni.combine()
                .all()
                .unis(
                        automatic(id, cart.owner()),
                        codes(terms.codes(), id, cart.owner()),
                        shipping(terms.shipping(), cart.currency()),
                        tax(address))
                .with((automatic, codes, shipping, tax) -> new PresentTerms(
                        config.rounding(),
                        automatic.terms(),
                        codes.stream().collect(toMap(code -> code.applied().code(), FoundCode::applied)),
                        shipping,
                        tax.orElse(null),
                        Stream.concat(
                                        automatic.limits().stream(),
                                        codes.stream().flatMap(code -> code.limits().stream()))
                                .distinct()
                                .sorted(RedemptionLimit.ORDER)
                                .toList()));
    }

    /** The automatic promotions whose limit is not reached, and all their limits. */
    private record Automatic(List<PromotionTerms> terms, List<RedemptionLimit> limits) {}

    /** A code with the limits that its redemption counts under. */
    private record FoundCode(AppliedCode applied, List<RedemptionLimit> limits) {}

    /**
     * A limit with what is counted under it.
     *
     * @param isReached whether this cart can't redeem any more
     */
    private record Counted(RedemptionLimit limit, boolean isReached) {}

    private Uni<Automatic> automatic(@Nullable UUID cart, @Nullable Owner owner) {
        return promotions
                .active()
                .chain(active -> active.stream().noneMatch(Registers::isLimited)
                        ? Uni.createFrom()
                                .item(new Automatic(
                                        active.stream().map(Registers::terms).toList(), List.of()))
                        : limited(active, cart, owner));
    }

    private Uni<Automatic> limited(List<PromotionEntry> active, @Nullable UUID cart, @Nullable Owner owner) {
        return Multi.createFrom()
                .iterable(active)
                .onItem()
                .transformToUniAndConcatenate(entry -> limits(entry, null, null, cart, owner)
                        .map(counted -> counted.stream().noneMatch(Counted::isReached)
                                ? new Automatic(List.of(terms(entry)), all(counted))
                                : new Automatic(List.of(), List.of())))
                .collect()
                .asList()
                .map(each -> new Automatic(
                        each.stream().flatMap(one -> one.terms().stream()).toList(),
                        each.stream().flatMap(one -> one.limits().stream()).toList()));
    }

    private static PromotionTerms terms(PromotionEntry entry) {
        return entry.definition().terms();
    }

    private static boolean isLimited(PromotionEntry entry) {
        return entry.definition().limit() != null || entry.definition().limitPerCustomer() != null;
    }

    private static List<RedemptionLimit> all(List<Counted> counted) {
        return counted.stream().map(Counted::limit).toList();
    }

    /**
     * The limits of a promotion, and of the code by which the cart has it.
     *
     * @param owner null when it is not known, and so is what the customer has redeemed
     */
    private Uni<List<Counted>> limits(
            PromotionEntry promotion,
            @Nullable String code,
            @Nullable CodeEntry coded,
            @Nullable UUID cart,
            @Nullable Owner owner) {
        PromotionDefined definition = promotion.definition();
        String id = definition.terms().id();
        StreamId ofPromotion = PromotionRegister.promotionStream(id);
        Limited all = new Limited(id, null, ofPromotion, definition.returnsOnCancellation());
        List<Uni<Counted>> counted = new ArrayList<>();
        add(counted, all, definition.limit(), promotion.redemptions(), cart);
        add(counted, all, definition.limitPerCustomer(), cart, owner);
        if (code != null && coded != null) {
            CodeDefined ofCode = coded.definition();
            Limited one = new Limited(id, code, PromotionRegister.codeStream(code), definition.returnsOnCancellation());
            add(counted, one, ofCode.limit(), coded.redemptions(), cart);
            add(counted, one, ofCode.limitPerCustomer(), cart, owner);
        }
        return counted.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Multi.createFrom()
                        .iterable(counted)
                        .onItem()
                        .transformToUniAndConcatenate(each -> each)
                        .collect()
                        .asList();
    }

    /** A code or promotion that may have limits, see {@link RedemptionLimit}. */
    private record Limited(String promotion, @Nullable String code, StreamId stream, boolean returnable) {}

    private static void add(
            List<Uni<Counted>> counted,
            Limited limited,
            @Nullable Integer limit,
            RedemptionCount redemptions,
            @Nullable UUID cart) {
        if (limit != null) {
            var inAll = new RedemptionLimit(
                    limited.stream(), limited.promotion(), limited.code(), null, limited.returnable());
            counted.add(Uni.createFrom().item(new Counted(inAll, redemptions.hasReached(limit, cart))));
        }
    }

    private void add(
            List<Uni<Counted>> counted,
            Limited limited,
            @Nullable Integer limit,
            @Nullable UUID cart,
            @Nullable Owner owner) {
        if (limit != null && owner != null) {
            StreamId stream = PromotionRegister.redeemerStream(limited.stream(), owner);
            var perCustomer =
                    new RedemptionLimit(stream, limited.promotion(), limited.code(), limit, limited.returnable());
            counted.add(register.redeemer(stream, config.registerAge())
                    .map(redemptions -> new Counted(perCustomer, redemptions.hasReached(limit, cart))));
        }
    }

    private Uni<List<FoundCode>> codes(List<AppliedCode> entered, UUID cart, Owner owner) {
        return entered.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Multi.createFrom()
                        .iterable(entered)
                        .onItem()
                        .transformToUniAndConcatenate(code -> code(code.code(), cart, owner))
                        .select()
                        .where(Optional::isPresent)
                        .map(Optional::get)
                        .collect()
                        .asList();
    }

    /**
     * What a cart gets by a code that it may not have yet.
     *
     * @param code in capitals; empty when there is none
     */
    Uni<Optional<AppliedCode>> code(UUID cart, String code) {
        return streams.recent(Cart.DECIDER.fold(), Cart.stream(cart), ANY_AGE)
                .chain(recent -> code(
                        code,
                        cart,
                        recent.state() instanceof Open open ? open.contents().owner() : null))
                .map(found -> found.map(FoundCode::applied));
    }

    private Uni<Optional<FoundCode>> code(String code, UUID cart, @Nullable Owner owner) {
        return register.code(code, config.registerAge())
                .chain(found -> found.map(entry -> promotion(code, entry, cart, owner))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<FoundCode>> promotion(String code, CodeEntry coded, UUID cart, @Nullable Owner owner) {
        return register.promotion(coded.definition().promotion(), config.registerAge())
                .chain(found -> found.map(promotion -> limits(promotion, code, coded, cart, owner)
                                .map(counted ->
                                        Optional.of(new FoundCode(applied(code, promotion, counted), all(counted)))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static AppliedCode applied(String code, PromotionEntry promotion, List<Counted> counted) {
        @Nullable NotAppliedReason withheld = null;
        if (promotion.ended()) {
            withheld = NotAppliedReason.EXPIRED;
        } else if (counted.stream().anyMatch(Counted::isReached)) {
            withheld = NotAppliedReason.LIMIT_REACHED;
        }
        return new AppliedCode(code, terms(promotion), withheld);
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
