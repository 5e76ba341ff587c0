package io.perfectorder.ingest;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponseException;

/** Refusals of a whole request, as RFC 9457 problem documents. */
final class Problems {
    private Problems() {}

    static Refusal of(HttpStatus status, String detail) {
        return new Refusal(status, detail);
    }

    /** A request that was refused. It is an answer and no bug, so nobody asks where it came from, and it has no trace of the stack. */
    static final class Refusal extends ErrorResponseException {
        private static final long serialVersionUID = 1L;

        Refusal(HttpStatusCode status, String detail) {
            super(status);
            setDetail(detail);
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }

        /** Tells what of the request had been stored and counted before it was refused. */
        Refusal withReceipt(Map<String, Object> receipt) {
            getBody().setProperty("receipt", receipt);
            return this;
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            if (getStatusCode().value() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                headers.set(HttpHeaders.RETRY_AFTER, "5");
            }
            return headers;
        }
    }
}
