package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.ProviderLogIn;
import io.perfectorder.security.ProviderTrip;
import io.perfectorder.security.Token;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /login/openid}: to the provider of identities, and back from it. */
@RestController
final class ProviderPages {
    private static final String BEGIN = "/login/openid";

    private final ProviderLogIn logIn;
    private final GatePages pages;

    ProviderPages(ProviderLogIn logIn, GatePages pages) {
        this.logIn = logIn;
        this.pages = pages;
    }

    /** The page that begins it, from which the log-in leads on to {@code to}. */
    static String address(String to) {
        return BEGIN + "?to=" + URLEncoder.encode(LogInPages.inside(to), StandardCharsets.UTF_8);
    }

    @GetMapping(BEGIN)
    Mono<ResponseEntity<String>> begin(HttpServletRequest request, @RequestParam(defaultValue = "") String to) {
        ProviderTrip trip = ProviderTrip.begin();
        return logIn.begin(trip)
                .map(outcome -> answer(request, outcome, to, Optional.of(trip), null))
                .defaultIfEmpty(Answers.redirect("/login"));
    }

    @GetMapping("/login/openid/back")
    Mono<ResponseEntity<String>> back(HttpServletRequest request) {
        String agent = String.valueOf(request.getHeader(HttpHeaders.USER_AGENT));
        HttpSession before = request.getSession(false);
        Optional<String> cookie = Cookies.of(request, Cookies.TRIP);
        if (cookie.isEmpty()) {
            return Mono.just(refusal(
                    request, HttpStatus.BAD_REQUEST, pages.words(request).say("gate.provider.lost")));
        }
        String[] parts = cookie.get().split("\\.", 2);
        String to = parts.length == 2 ? decoded(parts[1]) : "/";
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return logIn.finish(new ProviderTrip(new Token(parts[0])), query, request.getRemoteAddr(), agent)
                .map(outcome -> answer(request, outcome, to, Optional.empty(), before))
                .defaultIfEmpty(Answers.redirect("/login"));
    }

    private ResponseEntity<String> answer(
            HttpServletRequest request,
            ProviderLogIn.Outcome outcome,
            String to,
            Optional<ProviderTrip> trip,
            @Nullable HttpSession before) {
        Words words = pages.words(request);
        String label = logIn.label().orElse("");
        return switch (outcome) {
            case ProviderLogIn.Outcome.Way(URI away) ->
                Answers.redirect(
                        away.toString(),
                        trip.map(begun -> Cookies.trip(request, begun.secret().text() + "." + encoded(to)))
                                .orElseGet(() -> Cookies.none(request, Cookies.TRIP)));
            case ProviderLogIn.Outcome.Welcome welcome -> {
                if (before != null) {
                    before.invalidate();
                }
                yield Answers.redirect(
                        LogInPages.inside(to),
                        Cookies.session(request, welcome.token().text()),
                        Cookies.none(request, Cookies.TRIP));
            }
            case ProviderLogIn.Outcome.NoRole(String called) ->
                refusal(request, HttpStatus.FORBIDDEN, words.say("gate.provider.no-role", label, called));
            case ProviderLogIn.Outcome.Shut(String called) ->
                refusal(request, HttpStatus.FORBIDDEN, words.say("gate.provider.shut", called));
            case ProviderLogIn.Outcome.Refused(String why) ->
                refusal(request, HttpStatus.BAD_REQUEST, words.say("gate.provider.refused", label, why));
            case ProviderLogIn.Outcome.Away(String why) ->
                refusal(request, HttpStatus.SERVICE_UNAVAILABLE, words.say("gate.provider.away", label, why));
        };
    }

    private ResponseEntity<String> refusal(HttpServletRequest request, HttpStatus status, String why) {
        Words words = pages.words(request);
        Page page = new Page(words.say("gate.provider.not"), why, "", "", List.of(), words.say("gate.to-board"));
        return Answers.page(status, pages.html(request, page), request);
    }

    private static String encoded(String to) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cookie) {
        try {
            return new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return "/";
        }
    }
}
