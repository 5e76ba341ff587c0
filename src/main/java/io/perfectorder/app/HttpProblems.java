package io.perfectorder.app;

import io.perfectorder.pipeline.IntakeRefused;
import io.perfectorder.pipeline.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error that nobody else has answered with an RFC 9457 problem document, whatever the client accepts. Of an unexpected one
 * the client learns nothing but the number under which the log has it.
 */
@Order(-2)
final class HttpProblems implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpProblems.class);

    private final JsonMapper json;

    HttpProblems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (clientHasGone(error)) {
            // There is nobody to tell, and nothing to log: clients come and go.
            return Mono.empty();
        }
        if (response.isCommitted()) {
            // The answer has begun: it is broken off, so that the client sees that it is not whole.
            return Mono.error(error);
        }
        ProblemDetail problem = problem(exchange, error);
        response.setRawStatusCode(problem.getStatus());
        HttpHeaders headers = response.getHeaders();
        if (error instanceof ErrorResponse refusal) {
            headers.putAll(refusal.getHeaders());
        }
        if (problem.getStatus() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] document = json.writeValueAsBytes(problem);
        headers.setContentLength(document.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(document)));
    }

    /** Of an error that has an answer of its own the cause may be another connection that broke, such as one to the store. */
    private static boolean clientHasGone(Throwable error) {
        return switch (error) {
            case ErrorResponse _ -> false;
            case IntakeRefused _ -> false;
            case DataAccessException _, StoreUnavailable _ -> false;
            default -> DisconnectedClientHelper.isClientDisconnectedException(error);
        };
    }

    private static ProblemDetail problem(ServerWebExchange exchange, Throwable error) {
        return switch (error) {
            case ErrorResponse refusal -> refusal.getBody();
            case IntakeRefused refused ->
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(refused.getMessage()));
            case DataAccessException _, StoreUnavailable _ ->
                ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "the store is not available now");
            default -> {
                String number = exchange.getRequest().getId();
                LOG.error(
                        "request failed id={} method={}",
                        number,
                        exchange.getRequest().getMethod(),
                        error);
                yield ProblemDetail.forStatusAndDetail(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "something went wrong that should not; the log has it as " + number);
            }
        };
    }
}
