package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The code of a problem that the framework made. */
class ProblemCodesTest {

    @Test
    void json_of_the_caller_that_cannot_be_read_is_malformed() {
        assertThat(members(400)).containsEntry("code", "malformed-request");
    }

    @Test
    void json_of_ours_that_cannot_be_written_is_an_internal_error() {
        assertThat(members(500)).containsEntry("code", "internal-error");
    }

    private static Map<String, Object> members(int status) {
        var codes = new ProblemCodes(new Routes(JsonNodeFactory.instance::objectNode));
        var cause = new IllegalStateException(new JsonParseException(null, "Unexpected end"));
        HttpProblem problem = HttpProblem.builder().withStatus(status).build();
        return codes.apply(problem, ProblemContext.of(cause, "/v1/carts")).getParameters();
    }
}
