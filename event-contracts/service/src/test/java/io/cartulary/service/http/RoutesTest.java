package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.service.http.Route.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    private final Routes routes;

    RoutesTest() throws JsonProcessingException {
        JsonNode document = new JsonMapper().readTree("""
                {"paths": {
                  "/v1/carts": {"post": {"responses": {"201": {"content": {"application/json": {}}}}}},
                  "/v1/carts/{id}": {
                    "parameters": [{"$ref": "#/components/parameters/At"}],
                    "get": {
                      "parameters": [
                        {"in": "path", "name": "id"},
                        {"in": "query", "name": "version"},
                        {"in": "header", "name": "Consistency-Token"}],
                      "responses": {"200": {"content": {"application/json": {}}}, "404": {"content": {"text/x": {}}}}},
                    "delete": {"responses": {"204": {}}}},
                  "/v1/carts/latest": {"get": {"responses": {}}},
                  "/v1/streams/{id}/events": {"get": {"responses": {"200": {"content": {"text/event-stream": {}}}}}}},
                 "components": {"parameters": {"At": {"in": "query", "name": "asOf"}}}}""");
        routes = new Routes(() -> document);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/carts, /v1/carts",
        "/v1/carts/, /v1/carts",
        "v1/carts, /v1/carts",
        "/v1/carts/7, /v1/carts/{id}",
        "/v1/carts/latest, /v1/carts/latest",
        "/v1/streams/cart:7/events, /v1/streams/{id}/events"
    })
    void a_path_has_its_route(String path, String template) {
        assertThat(routes.find(path)).map(Route::template).contains(template);
    }

    @ParameterizedTest
    @CsvSource({"/", "/v1", "/v2/carts", "/v1/carts/7/items", "/v1/cartsx"})
    void an_unknown_path_has_no_route(String path) {
        assertThat(routes.find(path)).isEmpty();
    }

    @Test
    void an_operation_knows_its_parameters_wherever_they_are_declared() {
        Operation get =
                routes.of("/v1/carts/{id}").orElseThrow().operation("GET").orElseThrow();

        assertThat(get.queryParameters()).containsExactlyInAnyOrder("asOf", "version");
        assertThat(get.headers()).containsExactly("Consistency-Token");
        assertThat(get.mediaTypes()).isEqualTo(List.of("application/json"));
    }

    @Test
    void head_has_the_route_of_get() {
        Route route = routes.of("/v1/streams/{id}/events").orElseThrow();

        assertThat(route.operation("HEAD")).isEqualTo(route.operation("GET")).isPresent();
        assertThat(route.operation("HEAD").orElseThrow().mediaTypes()).containsExactly("text/event-stream");
    }

    @Test
    void a_route_says_which_methods_it_takes() {
        assertThat(routes.of("/v1/carts/{id}").orElseThrow().allowed()).isEqualTo("DELETE, GET, HEAD, OPTIONS");
        assertThat(routes.of("/v1/carts").orElseThrow().allowed()).isEqualTo("OPTIONS, POST");
    }
}
