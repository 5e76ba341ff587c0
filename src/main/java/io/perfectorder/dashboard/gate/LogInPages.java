package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Field;
import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.KeyHash;
import io.perfectorder.security.LogIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Duration;
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

/** {@code /login} and {@code /logout}. */
@RestController
final class LogInPages {
    private final LogIn logIn;
    private final Admitted admitted;
    private final GatePages pages;
    private final InstantSource wall;

    LogInPages(LogIn logIn, Admitted admitted, GatePages pages, InstantSource wall) {
        this.logIn = logIn;
        this.admitted = admitted;
        this.pages = pages;
        this.wall = wall;
    }

    @GetMapping("/login")
    ResponseEntity<String> page(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String say) {
        if (request.getAttribute(BoardGate.ENTRANCE) instanceof Entrance.Person) {
            return Answers.redirect(inside(to));
        }
        Words words = pages.words(request);
        String lead = switch (say) {
            case "out" -> words.say("gate.logged-out");
            case "set" -> words.say("gate.password-set");
            default -> admitted.administered() ? "" : words.say("gate.nobody-yet");
        };
        return Answers.page(HttpStatus.OK, pages.html(request, form(words, lead, "", "", to)), request);
    }

    @PostMapping("/login")
    Mono<ResponseEntity<String>> enter(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String to) {
        String agent = String.valueOf(request.getHeader(HttpHeaders.USER_AGENT));
        HttpSession before = request.getSession(false);
        return logIn.attempt(name, password, request.getRemoteAddr(), agent).map(outcome -> switch (outcome) {
            case LogIn.Outcome.Welcome welcome -> {
                if (before != null) {
                    before.invalidate();
                }
                yield Answers.redirect(
                        inside(to), Cookies.session(request, welcome.token().text()));
            }
            case LogIn.Outcome.Refused _ -> again(request, HttpStatus.UNAUTHORIZED, "gate.wrong", name, to);
            case LogIn.Outcome.Wait wait -> {
                long seconds = Math.max(
                        1, Duration.between(wall.instant(), wait.until()).toSeconds() + 1);
                yield locked(request, name, to, seconds);
            }
        });
    }

    @PostMapping("/logout")
    Mono<ResponseEntity<String>> leave(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Mono<Boolean> ended = Cookies.of(request, Cookies.SESSION)
                .map(token -> admitted.end(KeyHash.of(token)))
                .orElseGet(() -> Mono.just(false));
        return ended.map(_ -> {
            if (session != null) {
                session.invalidate();
            }
            return Answers.redirect("/login?say=out", Cookies.none(request, Cookies.SESSION));
        });
    }

    private ResponseEntity<String> again(
            HttpServletRequest request, HttpStatus status, String message, String name, String to) {
        Words words = pages.words(request);
        return Answers.page(status, pages.html(request, form(words, "", words.say(message), name, to)), request);
    }

    private ResponseEntity<String> locked(HttpServletRequest request, String name, String to, long seconds) {
        Words words = pages.words(request);
        String message = words.say("gate.locked", seconds);
        ResponseEntity<String> page = Answers.page(
                HttpStatus.TOO_MANY_REQUESTS, pages.html(request, form(words, "", message, name, to)), request);
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(page.getBody());
    }

    private static Page form(Words words, String lead, String message, String name, String to) {
        return new Page(
                words.say("gate.log-in"),
                lead,
                message,
                "/login",
                List.of(
                        new Field("name", words.say("gate.name"), "text", "username", name, ""),
                        new Field("password", words.say("gate.password"), "password", "current-password", "", ""),
                        Field.hidden("to", inside(to))),
                words.say("gate.log-in"));
    }

    /** An address within the board, whatever was asked for: a link to the log-in leads nowhere else. */
    static String inside(String to) {
        try {
            URI uri = URI.create(to);
            return Optional.of(to)
                    .filter(address -> address.startsWith("/") && !address.startsWith("//"))
                    .filter(_ -> uri.getScheme() == null && uri.getRawAuthority() == null)
                    .orElse("/");
        } catch (IllegalArgumentException none) {
            return "/";
        }
    }
}
