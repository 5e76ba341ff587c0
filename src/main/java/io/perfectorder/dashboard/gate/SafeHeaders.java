package io.perfectorder.dashboard.gate;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The headers that tell a browser what a page of ours never does. Flow makes functions of the expressions that it is sent and writes styles
 * into the page, so {@code unsafe-eval} and inline styles stay; inline scripts need the number of their page. See ADR 0081.
 */
final class SafeHeaders {
    private static final String ALWAYS = "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

    /** {@code https://a.example https://b.example}; empty when nobody may show the board in a frame. */
    private final String framedBy;

    SafeHeaders(String framedBy) {
        this.framedBy = framedBy.strip();
    }

    /** {@code scripts}: the number of a page that has scripts; empty for a page that has none. */
    void write(HttpServletRequest request, HttpServletResponse response, String scripts) {
        response.setHeader("Content-Security-Policy", policy(scripts));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (framedBy.isEmpty()) {
            response.setHeader("X-Frame-Options", "DENY");
        }
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private String policy(String scripts) {
        String own = scripts.isEmpty()
                ? "default-src 'none'; style-src 'self'; img-src 'self' data:; "
                : "default-src 'self'; script-src 'self' 'nonce-" + scripts
                        + "' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; ";
        return own + ALWAYS + (framedBy.isEmpty() ? "'none'" : framedBy);
    }
}
