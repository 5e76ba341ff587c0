package io.perfectorder.dashboard.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request comes from a page of ours. What changes something, and a WebSocket, must say so (OWASP, CSRF prevention by fetch
 * metadata); of what only reads, a browser tells the origin when another site's script asks, and gets nothing.
 */
final class Origins {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private Origins() {}

    static boolean own(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        boolean socket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (origin != null) {
            return same(origin, request.getHeader("Host"));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (READING.contains(request.getMethod()) && !socket) {
            return true;
        }
        return "same-origin".equals(site);
    }

    /** The scheme is left out: a proxy may have taken the encryption off. */
    private static boolean same(String origin, @Nullable String host) {
        try {
            URI uri = URI.create(origin);
            String authority = uri.getAuthority();
            return host != null
                    && authority != null
                    && bare(authority, uri.getScheme()).equals(bare(host, uri.getScheme()));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static String bare(String authority, String scheme) {
        String small = authority.toLowerCase(Locale.ROOT);
        String port = "https".equals(scheme) ? ":443" : ":80";
        return small.endsWith(port) ? small.substring(0, small.length() - port.length()) : small;
    }
}
