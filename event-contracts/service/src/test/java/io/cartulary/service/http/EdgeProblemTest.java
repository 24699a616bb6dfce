package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeProblemTest {

    @ParameterizedTest
    @CsvSource({
        "MALFORMED_REQUEST, malformed-request, Malformed request",
        "BODY_TOO_LARGE, body-too-large, Body too large",
        "UNAUTHENTICATED, unauthenticated, Unauthenticated"
    })
    void code_and_title_follow_from_the_name(EdgeProblem problem, String code, String title) {
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.title()).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource({
        "400, MALFORMED_REQUEST",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "418, MALFORMED_REQUEST",
        "500, INTERNAL_ERROR",
        "502, INTERNAL_ERROR"
    })
    void what_a_framework_rejects_has_the_code_of_its_status(int status, EdgeProblem problem) {
        assertThat(EdgeProblem.of(status)).isEqualTo(problem);
    }

    @ParameterizedTest
    @EnumSource
    void a_problem_that_may_pass_says_when_to_try_again(EdgeProblem problem) {
        assertThat(problem.problem().getHeaders().containsKey("Retry-After"))
                .isEqualTo(problem.status() == 429 || problem.status() == 503);
    }

    @Test
    void a_problem_has_code_title_and_detail() {
        var problem = EdgeProblem.NOT_FOUND.because("There is no page 7.");

        assertThat(problem.getParameters()).containsEntry("code", "not-found");
        assertThat(problem.getTitle()).isEqualTo("Not found");
        assertThat(problem.getDetail()).isEqualTo("There is no page 7.");
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.0005S, 1", "PT0.9S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT7.5S, 8"})
    void a_pause_is_answered_in_whole_seconds_and_never_as_zero(Duration pause, String seconds) {
        assertThat(EdgeProblem.TOO_MANY_REQUESTS.after(pause).getHeaders().get("Retry-After"))
                .hasToString(seconds);
    }
}
