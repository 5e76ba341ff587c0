package io.perfectorder.dashboard.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What the gate answers: a page that nobody keeps, or the way to another. */
final class Answers {
    private Answers() {}

    static ResponseEntity<String> page(HttpStatusCode status, String html, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        Languages.chosen(request).ifPresent(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie));
        return ResponseEntity.status(status)
                .headers(headers)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(html);
    }

    /** Too many attempts: the page, and when to try again. */
    static ResponseEntity<String> locked(String html, long seconds, HttpServletRequest request) {
        ResponseEntity<String> page = page(HttpStatus.TOO_MANY_REQUESTS, html, request);
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(page.getBody());
    }

    /** Whole seconds until an instant, at least one. */
    static long secondsUntil(Instant until, Instant now) {
        return Math.max(1, Duration.between(now, until).toSeconds() + 1);
    }

    static ResponseEntity<String> redirect(String to, String... cookies) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(to))
                .cacheControl(CacheControl.noStore())
                .headers(headers -> {
                    for (String cookie : cookies) {
                        headers.add(HttpHeaders.SET_COOKIE, cookie);
                    }
                })
                .build();
    }
}
