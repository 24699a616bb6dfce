package io.cartulary.query;

import static io.restassured.RestAssured.given;

/** The metrics of the service, as Prometheus reads them. */
final class Metrics {

    private Metrics() {}

    /** The sum of the lines of a metric without labels. */
    static double sum(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}
