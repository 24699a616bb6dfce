package io.cartulary.manifests;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What every overlay has to fulfil, beside the schemas of its documents. */
public enum Rules implements Rule {
    /** Selectors select what they are meant to select. */
    SELECTORS(Wiring::selectors),
    /** Ports that are named are there. */
    PORTS(Wiring::ports),
    /** Routes and autoscalers lead to something. */
    TARGETS(Wiring::targets),
    /** Every operation of the services can be called from outside. */
    ROUTES(Routes::findings),
    /** Configuration, volumes and accounts that are named are there. */
    REFERENCES(References::dangling),
    /** No document is a Secret, and those that are named are named to operators, or made by the demo. */
    SECRETS(References::secrets),
    /** Images come from the one place for their names. */
    IMAGES(References::images),
    /** Pod Security <em>restricted</em>, and no tokens for Kubernetes. */
    SECURITY(Security::findings),
    /** Resources, probes, budgets, and an end that drops no request. */
    OPERATIONS(Operations::findings),
    /** What is tried out fits a small node. */
    CAPACITY(Capacity::findings),
    /** Three of everything, but for the demo. */
    REDUNDANCY(Redundancy::findings),
    /** The services' variables. */
    VARIABLES(Variables::findings),
    /** The topics are what the contract says. */
    TOPICS(Topics::findings),
    /** Alerts and dashboard ask for what the services measure, and each alert is explained. */
    OBSERVABILITY(Observability::findings);

    // References to methods without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Rule rule;

    Rules(Rule rule) {
        this.rule = rule;
    }

    @Override
    public Stream<String> findings(Overlay overlay) {
        return rule.findings(overlay);
    }

    /** What in the overlay offends against any of them. */
    public static List<String> allFindings(Overlay overlay) {
        return Arrays.stream(values())
                .flatMap(rule -> rule.findings(overlay).map(finding -> rule + ": " + finding))
                .toList();
    }
}
