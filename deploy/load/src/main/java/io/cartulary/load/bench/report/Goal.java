package io.cartulary.load.bench.report;

import static io.cartulary.load.bench.service.HttpSubject.Variant.ONE;
import static io.cartulary.load.bench.service.HttpSubject.Variant.SEVERAL;

import io.cartulary.load.bench.engine.EngineSubject;
import io.cartulary.load.bench.engine.LengthSubject;
import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Results.Round;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.pricing.PriceSubject;
import io.cartulary.load.bench.raw.RawSubject;
import io.cartulary.load.bench.read.FoldSubject;
import io.cartulary.load.bench.read.ShopSubject;
import io.cartulary.load.bench.service.HttpSubject;
import io.cartulary.load.bench.service.RelayMeasurements;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A target for the figures.
 *
 * @param number from one round; NaN when it was not measured
 */
public record Goal(String text, Relation relation, double bound, ToDoubleFunction<Round> number) {

    enum Relation {
        AT_LEAST("≥") {
            @Override
            boolean holds(double number, double bound) {
                return number >= bound;
            }
        },
        AT_MOST("≤") {
            @Override
            boolean holds(double number, double bound) {
                return number <= bound;
            }
        };

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        abstract boolean holds(double number, double bound);
    }

    boolean isMet(double measured) {
        return relation.holds(measured, bound);
    }

    static Goal atLeast(double bound, String text, ToDoubleFunction<Round> number) {
        return new Goal(text, Relation.AT_LEAST, bound, number);
    }

    static Goal atMost(double bound, String text, ToDoubleFunction<Round> number) {
        return new Goal(text, Relation.AT_MOST, bound, number);
    }

    static Goal ratio(double atLeast, String one, String other) {
        return atLeast(atLeast, one + " / " + other, round -> round.value(one) / round.value(other));
    }

    /** The goals of the read side. */
    public static List<Goal> ofReads() {
        return List.of(
                atMost(10, ShopSubject.VISIBLE + ", p50, ms", round -> round.figure(ShopSubject.VISIBLE, Figure.P50)),
                atMost(30, ShopSubject.VISIBLE + ", p99, ms", round -> round.value(ShopSubject.VISIBLE)),
                ratio(0.9, FoldSubject.REBUILD_ROWS, FoldSubject.RAW_REBUILD),
                ratio(3, FoldSubject.REBUILD_EVENTS, FoldSubject.RAW_REBUILD),
                ratio(0.9, FoldSubject.ROWS, FoldSubject.RAW),
                ratio(3, ShopSubject.DRAIN, ShopSubject.LIVE));
    }

    /** The goals of the write side. */
    public static List<Goal> ofCommands(Scale scale) {
        int one = Scale.MANY.getFirst();
        int many = Scale.MANY.getLast();
        int shortest = scale.lengths().getFirst();
        int longest = scale.lengths().getLast();
        List<String> singles = scale.clients().stream().map(RawSubject::single).toList();
        List<String> engine = scale.clients().stream()
                .map(clients -> EngineSubject.uniform(1, clients))
                .toList();
        return List.of(
                ratio(1.4, EngineSubject.uniform(1, one), RawSubject.single(one)),
                atLeast(
                        2.5,
                        EngineSubject.uniform(1, many) + " / the best R1",
                        round -> round.value(EngineSubject.uniform(1, many)) / round.most(singles)),
                atLeast(0.6, "the best E / Rm", round -> round.most(engine) / round.most(RawSubject.rm())),
                ratio(1.0, HttpSubject.uniform(ONE, one), RawSubject.single(one)),
                ratio(1.0, HttpSubject.uniform(ONE, many), RawSubject.single(many)),
                ratio(0.9, EngineSubject.uniform(Scale.REPLICAS, many), EngineSubject.uniform(1, many)),
                ratio(0.9, EngineSubject.sticky(Scale.REPLICAS, many), EngineSubject.uniform(1, many)),
                ratio(0.9, HttpSubject.uniform(SEVERAL, many), HttpSubject.uniform(ONE, many)),
                ratio(0.9, HttpSubject.sticky(many), HttpSubject.uniform(ONE, many)),
                ratio(0.5, EngineSubject.hot(one), EngineSubject.uniform(1, one)),
                ratio(0.5, HttpSubject.hot(one), HttpSubject.uniform(ONE, one)),
                atMost(
                        2,
                        RelayMeasurements.LATENCY + " − 2 × p99 of " + RawSubject.single(1) + ", ms",
                        round -> round.value(RelayMeasurements.LATENCY)
                                - 2 * round.figure(RawSubject.single(1), Figure.P99)),
                atMost(10, RelayMeasurements.LAG + ", ms", round -> round.value(RelayMeasurements.LAG)),
                atMost(
                        1.1,
                        "cost of a command: " + LengthSubject.rate(longest) + " / " + LengthSubject.rate(shortest),
                        round -> round.value(LengthSubject.rate(shortest)) / round.value(LengthSubject.rate(longest))),
                atMost(2, PriceSubject.LARGE + ", p50, ms", round -> round.figure(PriceSubject.LARGE, Figure.P50)));
    }
}
