package io.perfectorder.dashboard.gate;

import io.perfectorder.security.LogIn;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/**
 * The cookies that let somebody in. No script can read them, no other site's form or picture sends them, and where the board is reached
 * over HTTPS they never travel without it.
 */
final class Cookies {
    /** The reading API takes it too. */
    static final String SESSION = "board-session";

    static final String WALL = "board-wall";

    /** A log-in that waits for its code. */
    static final String WAITING = "board-waiting";

    /** A log-in that is on its way to a provider. */
    static final String TRIP = "board-trip";

    private static final Duration TRIP_LASTS = Duration.ofMinutes(10);

    private Cookies() {}

    static Optional<String> of(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Goes when the browser ends. */
    static String session(HttpServletRequest request, String token) {
        return cookie(request, SESSION, token).build().toString();
    }

    static String wall(HttpServletRequest request, String token, Duration life) {
        return cookie(request, WALL, token).maxAge(life).build().toString();
    }

    static String waiting(HttpServletRequest request, String token) {
        return cookie(request, WAITING, token).maxAge(LogIn.WAITS).build().toString();
    }

    static String trip(HttpServletRequest request, String trip) {
        return cookie(request, TRIP, trip).maxAge(TRIP_LASTS).build().toString();
    }

    static String none(HttpServletRequest request, String name) {
        return cookie(request, name, "").maxAge(Duration.ZERO).build().toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String name, String value) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/");
    }
}
