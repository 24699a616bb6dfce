package io.cartulary.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The number of floors of a package: the longest chain of its classes in which each one depends on the next. Nested
 * classes belong to their outermost class. A cycle has no number of floors, so it is a violation, too.
 */
final class Floors extends ArchCondition<JavaClass> {

    private final int most;
    private final Map<String, Set<String>> below = new HashMap<>();

    private Floors(int most) {
        super("stand on at most %d floors of their package", most);
        this.most = most;
    }

    static ArchCondition<JavaClass> atMost(int floors) {
        return new Floors(floors);
    }

    @Override
    public void init(Collection<JavaClass> all) {
        below.clear();
        for (JavaClass type : all) {
            String name = outermost(type).getFullName();
            Set<String> on = below.computeIfAbsent(name, _ -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .map(JavaClass::getBaseComponentType)
                    .filter(other -> other.getPackageName().equals(type.getPackageName()))
                    .map(other -> outermost(other).getFullName())
                    .filter(other -> !other.equals(name))
                    .forEach(on::add);
        }
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (outermost(type).equals(type)) {
            Deque<String> chain = chain(type.getFullName(), new ArrayDeque<>(), new HashMap<>());
            if (chain.size() > most) {
                events.add(SimpleConditionEvent.violated(
                        type, "%d floors: %s".formatted(chain.size(), String.join(" → ", chain))));
            }
        }
    }

    /** The longest chain down from a class. A cycle counts as one that is too long. */
    private Deque<String> chain(String top, Deque<String> above, Map<String, Deque<String>> known) {
        Deque<String> found = known.get(top);
        if (found != null) {
            return found;
        }
        if (above.contains(top)) {
            return cycle(top);
        }
        above.addLast(top);
        Deque<String> longest = new ArrayDeque<>(below.getOrDefault(top, Set.of()).stream()
                .map(next -> chain(next, above, known))
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .orElseGet(ArrayDeque::new));
        above.removeLast();
        longest.addFirst(top);
        known.put(top, longest);
        return longest;
    }

    private Deque<String> cycle(String top) {
        return new ArrayDeque<>(Stream.concat(
                        Stream.of(top + ", again"), Stream.generate(() -> "…").limit(most))
                .toList());
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Floors::outermost).orElse(type);
    }
}
