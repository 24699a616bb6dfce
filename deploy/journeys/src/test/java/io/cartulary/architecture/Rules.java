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
import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import java.util.Locale;

/**
 * What may depend on what. Packages are matched by how they end ({@code ..command.cart..}), so that the same rules hold
 * for the product and for the fixtures that break them.
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

    /** But for the cart's checkout, which names the order it places. */
    AGGREGATES_KNOW_NOTHING_OF_EACH_OTHER(slices().matching("..cartulary.command.(cart|order|product)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    resideInAPackage("..cartulary.command.cart.."), resideInAPackage("..cartulary.command.order.."))),

    VIEWS_KNOW_NOTHING_OF_EACH_OTHER(slices().matching("..cartulary.query.(cart|order|product)..")
            .should()
            .notDependOnEachOther()),

    THE_VOCABULARY_IMPORTS_NO_FRAMEWORK(noClasses()
            .that()
            .resideInAPackage("..cartulary.command.eventsourcing..")
            .should()
            .dependOnClassesThat(frameworkBut("io.smallrye.mutiny.."))),

    DECIDERS_IMPORT_NO_FRAMEWORK(noClasses()
            .that(resideInAnyPackage(
                            "..cartulary.command.cart..",
                            "..cartulary.command.order..",
                            "..cartulary.command.product..")
                    .and(not(edges())))
            .should()
            .dependOnClassesThat(framework())),

    /** A decider asks whether the caller may act for an owner, and nothing else of the HTTP edge. */
    DECIDERS_KNOW_ONLY_THE_CALLER_OF_THE_EDGE(noClasses()
            .that(resideInAnyPackage(
                            "..cartulary.command.eventsourcing..",
                            "..cartulary.command.cart..",
                            "..cartulary.command.order..",
                            "..cartulary.command.product..")
                    .and(not(edges())))
            .should()
            .dependOnClassesThat(resideInAPackage("..cartulary.service..")
                    .and(not(belongTo(equivalentTo(Caller.class))))
                    .and(not(belongTo(equivalentTo(Role.class))))
                    .as("of the edge"))),

    FOLDS_IMPORT_NO_FRAMEWORK(classes()
            .that()
            .resideInAPackage("..cartulary.query..")
            .and()
            .haveSimpleNameEndingWith("View")
            .and()
            .areNotInterfaces()
            .should()
            .onlyDependOnClassesThat(not(framework())));

    private static final String BEAN = "jakarta.enterprise.context.ApplicationScoped";

    @SuppressWarnings("ImmutableEnumChecker") // a rule is, and does not say so
    private final ArchRule rule;

    Rules(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule.as(name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** What an aggregate's package has for the outside world. */
    private static DescribedPredicate<JavaClass> edges() {
        return simpleNameEndingWith("Resource")
                .or(enclosedIn("Resource"))
                .or(simpleNameEndingWith("Config"))
                .or(bean())
                .as("edges");
    }

    /** Policies, look-ups and the like, and what is declared within them. */
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
