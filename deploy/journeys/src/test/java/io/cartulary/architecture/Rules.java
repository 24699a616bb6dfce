package io.cartulary.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.cartulary.command.order.NewOrder;
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import java.util.Locale;

/**
 * The permitted dependencies. Packages are matched by their ends ({@code ..command.cart..}), so that the same rules
 * apply to the product and to the fixtures that break them.
 */
enum Rules {
    THE_COMMAND_SIDE_KNOWS_NOTHING_OF_THE_QUERY_SIDE(noClasses()
            .that()
            .resideInAPackage("..cartulary.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cartulary.query..")),

    THE_QUERY_SIDE_KNOWS_NOTHING_OF_THE_COMMAND_SIDE(noClasses()
            .that()
            .resideInAPackage("..cartulary.query..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cartulary.command..")),

    THE_CONTRACTS_KNOW_NO_SERVICE(noClasses()
            .that()
            .resideInAPackage("..cartulary.contracts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cartulary.command..", "..cartulary.query..", "..cartulary.service..")),

    WHAT_THE_SERVICES_SHARE_KNOWS_NEITHER_OF_THEM(noClasses()
            .that()
            .resideInAPackage("..cartulary.service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cartulary.command..", "..cartulary.query..")),

    /** Carts may depend on orders as far as the next rule allows. */
    AGGREGATES_KNOW_NOTHING_OF_EACH_OTHER(slices().matching(
                    "..cartulary.command.(cart|order|product|promotion|shipping|tax)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("..cartulary.command.cart.."), resideInAPackage("..cartulary.command.order.."))),

    /** The resource also assigns a guest's order to the customer who logs in, and answers why that can't be done. */
    A_CART_KNOWS_ONLY_THE_ORDER_THAT_IT_PLACES(noClasses()
            .that(resideInAPackage("..cartulary.command.cart..").and(not(edges())))
            .should()
            .dependOnClassesThat(resideInAPackage("..cartulary.command.order..")
                    .and(not(belongTo(equivalentTo(NewOrder.class))))
                    .as("of orders"))),

    VIEWS_KNOW_NOTHING_OF_EACH_OTHER(
            slices().matching("..cartulary.query.(cart|order|product|promotion|shipping|tax)..")
                    .should()
                    .notDependOnEachOther()),

    THE_PACKAGES_OF_THE_QUERY_SIDE_FORM_NO_CYCLE(
            slices().matching("..cartulary.query.(*)..").should().beFreeOfCycles()),

    /** It admits and releases streams by interfaces of its own, which the projection implements. */
    THE_QUARANTINE_KNOWS_NOTHING_OF_THE_PROJECTION(noClasses()
            .that()
            .resideInAPackage("..cartulary.query.quarantine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cartulary.query.projection..")),

    ANSWERS_KNOW_NOTHING_OF_QUARANTINE_AND_PROJECTION(noClasses()
            .that()
            .resideInAPackage("..cartulary.query.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cartulary.query.quarantine..", "..cartulary.query.projection..")),

    THE_WAY_OF_AN_EVENT_KNOWS_NOTHING_OF_REBUILDS(noClasses()
            .that()
            .resideInAPackage("..cartulary.query.projection..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..cartulary.query.rebuild..")),

    THE_ENGINE_HAS_AT_MOST_SEVEN_FLOORS(classes()
            .that()
            .resideInAnyPackage(
                    "..cartulary.query.projection", "..cartulary.query.quarantine", "..cartulary.query.rebuild")
            .should(Floors.atMost(7))),

    THE_VOCABULARY_IMPORTS_NO_FRAMEWORK(noClasses()
            .that()
            .resideInAPackage("..cartulary.command.eventsourcing..")
            .should()
            .dependOnClassesThat(frameworkBut("io.smallrye.mutiny.."))),

    DECIDERS_IMPORT_NO_FRAMEWORK(noClasses()
            .that(resideInAnyPackage(
                            "..cartulary.command.cart..",
                            "..cartulary.command.order..",
                            "..cartulary.command.product..",
                            "..cartulary.command.promotion..",
                            "..cartulary.command.shipping..",
                            "..cartulary.command.tax..")
                    .and(not(edges())))
            .should()
            .dependOnClassesThat(framework())),

    /** A decider checks whether the caller may act for an owner, and uses nothing else of the HTTP edge. */
    DECIDERS_KNOW_ONLY_THE_CALLER_OF_THE_EDGE(noClasses()
            .that(resideInAnyPackage(
                            "..cartulary.command.eventsourcing..",
                            "..cartulary.command.cart..",
                            "..cartulary.command.order..",
                            "..cartulary.command.product..",
                            "..cartulary.command.promotion..",
                            "..cartulary.command.shipping..",
                            "..cartulary.command.tax..")
                    .and(not(edges())))
            .should()
            .dependOnClassesThat(resideInAPackage("..cartulary.service..")
                    .and(not(belongTo(equivalentTo(Caller.class))))
                    .and(not(belongTo(equivalentTo(Role.class))))
                    .as("of the edge"))),

    VIEWS_IMPORT_NO_FRAMEWORK(ofAnAggregateNamed("View")),

    FOLDS_IMPORT_NO_FRAMEWORK(ofAnAggregateNamed("Fold"));

    private static final String BEAN = "jakarta.enterprise.context.ApplicationScoped";

    @SuppressWarnings("ImmutableEnumChecker") // a rule is, and does not say so
    private final ArchRule rule;

    Rules(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Records and classes with this suffix in the query side's aggregates depend on the JDK and on our own code. */
    private static ArchRule ofAnAggregateNamed(String suffix) {
        return classes()
                .that()
                .resideInAnyPackage(
                        "..cartulary.query.cart",
                        "..cartulary.query.order",
                        "..cartulary.query.product",
                        "..cartulary.query.promotion",
                        "..cartulary.query.shipping",
                        "..cartulary.query.tax")
                .and()
                .haveSimpleNameEndingWith(suffix)
                .and()
                .areNotInterfaces()
                .should()
                .onlyDependOnClassesThat(not(framework()));
    }

    /** The parts of an aggregate's package for the outside. */
    private static DescribedPredicate<JavaClass> edges() {
        return simpleNameEndingWith("Resource")
                .or(enclosedIn("Resource"))
                .or(simpleNameEndingWith("Form"))
                .or(enclosedIn("Form"))
                .or(simpleNameEndingWith("Config"))
                .or(bean())
                .as("edges");
    }

    /** Policies, look-ups and similar beans, and their nested classes. */
    private static DescribedPredicate<JavaClass> bean() {
        return DescribedPredicate.describe(
                "a bean",
                type -> type.isAnnotatedWith(BEAN)
                        || type.getEnclosingClass()
                                .map(outer -> outer.isAnnotatedWith(BEAN))
                                .orElse(false));
    }

    private static DescribedPredicate<JavaClass> enclosedIn(String suffix) {
        return DescribedPredicate.describe(
                "enclosed in a " + suffix,
                type -> type.getEnclosingClass()
                        .map(outer -> outer.getSimpleName().endsWith(suffix))
                        .orElse(false));
    }

    private static DescribedPredicate<JavaClass> framework() {
        return not(resideInAnyPackage("java..", "org.jspecify..", "..cartulary.."))
                .and(not(DescribedPredicate.describe("a primitive", JavaClass::isPrimitive)))
                .and(not(DescribedPredicate.describe("an array", JavaClass::isArray)))
                .as("a framework");
    }

    private static DescribedPredicate<JavaClass> frameworkBut(String packageAllowed) {
        return framework().and(not(resideInAPackage(packageAllowed))).as("a framework but %s", packageAllowed);
    }
}
