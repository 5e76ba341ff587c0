package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.pipeline.IntakeRefused;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** How errors leave: told to whoever is there, logged only when they should not be. */
@ExtendWith(OutputCaptureExtension.class)
class HttpProblemsTest {
    private static final IOException RESET = new IOException("Connection reset by peer");

    private final HttpProblems problems = new HttpProblems(new JsonMapper());
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/api/events"));

    @Test
    void aClientThatHasGone_isNeitherToldNorLogged(CapturedOutput output) {
        for (Throwable gone : new Throwable[] {
            new AbortedException("Connection has been closed"), RESET, new IllegalStateException(RESET)
        }) {
            StepVerifier.create(problems.handle(exchange, gone)).verifyComplete();
        }

        assertThat(exchange.getResponse().getStatusCode()).isNull();
        assertThat(output.getAll()).isEmpty();
    }

    @Test
    void aBrokenConnectionToTheStore_isToldTheClient() {
        for (Throwable away : new Throwable[] {
            new IntakeRefused("the store is not available now", RESET),
            new DataAccessResourceFailureException("", RESET)
        }) {
            MockServerWebExchange other = MockServerWebExchange.from(MockServerHttpRequest.post("/api/events"));

            StepVerifier.create(problems.handle(other, away)).verifyComplete();

            assertThat(other.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(other.getResponse().getHeaders().getFirst("Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void aBug_isLoggedUnderTheNumberThatTheClientIsTold(CapturedOutput output) {
        StepVerifier.create(problems.handle(exchange, new IllegalStateException("a secret")))
                .verifyComplete();

        String body = String.valueOf(exchange.getResponse().getBodyAsString().block());
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(body).contains(exchange.getRequest().getId()).doesNotContain("secret");
        assertThat(output.getAll())
                .contains("request failed", exchange.getRequest().getId());
    }

    @Test
    void anAnswerThatHasBegun_isBrokenOff() {
        exchange.getResponse().setComplete().block();

        StepVerifier.create(problems.handle(exchange, new IllegalStateException()))
                .verifyError(IllegalStateException.class);
    }
}
