package io.cartulary.load.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The result of a {@link Check}.
 *
 * @param summary the amount of compared data
 * @param broken the number of violations of each violated rule, and the first few cases
 */
public record Report(String summary, Map<Rule, Cases> broken) {

    private static final int EXAMPLES = 3;

    /** The cases of one violated rule: their number, and the first few. */
    public record Cases(long count, List<String> examples) {}

    public Report {
        broken = Map.copyOf(broken);
    }

    public boolean isClean() {
        return broken.isEmpty();
    }

    /** The violated rules. */
    public Set<Rule> brokenRules() {
        return broken.keySet();
    }

    @Override
    public String toString() {
        var text = new StringJoiner(System.lineSeparator());
        text.add(summary + (isClean() ? ": every rule holds" : ""));
        for (Rule rule : Rule.values()) {
            Cases cases = broken.get(rule);
            if (cases != null) {
                text.add("%d × %s:".formatted(cases.count(), rule.whenBroken()));
                cases.examples().forEach(example -> text.add("    " + example));
                if (cases.count() > cases.examples().size()) {
                    text.add("    …");
                }
            }
        }
        return text.toString();
    }

    /** Collects cases. */
    static final class Findings {

        private final Map<Rule, List<String>> examples = new EnumMap<>(Rule.class);
        private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);

        void add(Rule rule, Object example) {
            counts.merge(rule, 1L, Long::sum);
            List<String> first = examples.computeIfAbsent(rule, _ -> new ArrayList<>());
            if (first.size() < EXAMPLES) {
                first.add(example.toString());
            }
        }

        Report report(String summary) {
            var broken = new EnumMap<Rule, Cases>(Rule.class);
            counts.forEach((rule, count) ->
                    broken.put(rule, new Cases(count, List.copyOf(examples.getOrDefault(rule, List.of())))));
            return new Report(summary, broken);
        }
    }
}
