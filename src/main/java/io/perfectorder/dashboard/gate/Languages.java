package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.Preferences;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/** The choice of a language on a page without a script: {@code ?language=zh-CN} is remembered in the cookie of the board. */
final class Languages {
    private static final String PARAMETER = "language";

    private Languages() {}

    /** The same page in another language; what else its address says stays. */
    static String address(HttpServletRequest request, Locale locale) {
        StringBuilder address = new StringBuilder("?");
        request.getParameterMap().forEach((name, values) -> {
            if (request.getMethod().equals("GET") && (name.equals("to") || name.equals("key"))) {
                address.append(name)
                        .append('=')
                        .append(URLEncoder.encode(values[0], StandardCharsets.UTF_8))
                        .append('&');
            }
        });
        return address.append(PARAMETER)
                .append('=')
                .append(locale.toLanguageTag())
                .toString();
    }

    /** The cookie of what the address asks for. */
    static Optional<String> chosen(HttpServletRequest request) {
        String tag = request.getParameter(PARAMETER);
        return tag == null || !request.getMethod().equals("GET")
                ? Optional.empty()
                : Optional.of(ResponseCookie.from(
                                Preferences.LANGUAGE,
                                tag.startsWith("zh")
                                        ? Locale.SIMPLIFIED_CHINESE.toLanguageTag()
                                        : Locale.ENGLISH.toLanguageTag())
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .sameSite("Lax")
                        .build()
                        .toString());
    }
}
