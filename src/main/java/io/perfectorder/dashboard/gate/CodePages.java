package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Field;
import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.LogIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /login/code}: the second step of a log-in, for who has shown the password of an account with a second factor. */
@RestController
final class CodePages {
    private final LogIn logIn;
    private final GatePages pages;
    private final InstantSource wall;

    CodePages(LogIn logIn, GatePages pages, InstantSource wall) {
        this.logIn = logIn;
        this.pages = pages;
        this.wall = wall;
    }

    /** The page, from which the log-in leads on to {@code to}. */
    static String address(String to) {
        return "/login/code?to=" + URLEncoder.encode(LogInPages.inside(to), StandardCharsets.UTF_8);
    }

    @GetMapping("/login/code")
    ResponseEntity<String> page(HttpServletRequest request, @RequestParam(defaultValue = "") String to) {
        return Cookies.of(request, Cookies.WAITING).isEmpty()
                ? Answers.redirect("/login")
                : Answers.page(HttpStatus.OK, html(request, "", to), request);
    }

    @PostMapping("/login/code")
    Mono<ResponseEntity<String>> enter(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String to) {
        String agent = String.valueOf(request.getHeader(HttpHeaders.USER_AGENT));
        HttpSession before = request.getSession(false);
        Optional<String> waiting = Cookies.of(request, Cookies.WAITING);
        if (waiting.isEmpty()) {
            return Mono.just(Answers.redirect("/login"));
        }
        Words words = pages.words(request);
        return logIn.second(waiting.get(), code, request.getRemoteAddr(), agent).map(outcome -> switch (outcome) {
            case LogIn.Outcome.Welcome welcome -> {
                if (before != null) {
                    before.invalidate();
                }
                yield Answers.redirect(
                        LogInPages.inside(to),
                        Cookies.session(request, welcome.token().text()),
                        Cookies.none(request, Cookies.WAITING));
            }
            case LogIn.Outcome.TooLate _, LogIn.Outcome.CodeNeeded _ ->
                Answers.redirect("/login?say=late", Cookies.none(request, Cookies.WAITING));
            case LogIn.Outcome.Refused _ ->
                Answers.page(HttpStatus.UNAUTHORIZED, html(request, words.say("gate.code-wrong"), to), request);
            case LogIn.Outcome.Wait(Instant until) -> {
                long seconds = Answers.secondsUntil(until, wall.instant());
                yield Answers.locked(html(request, words.say("gate.locked", seconds), to), seconds, request);
            }
        });
    }

    private String html(HttpServletRequest request, String message, String to) {
        Words words = pages.words(request);
        return pages.html(
                request,
                new Page(
                        words.say("gate.code.title"),
                        words.say("gate.code.lead"),
                        message,
                        "/login/code",
                        List.of(code(words), Field.hidden("to", LogInPages.inside(to))),
                        words.say("gate.log-in")));
    }

    static Field code(Words words) {
        return new Field("code", words.say("gate.code"), "text", "one-time-code", "", "");
    }
}
