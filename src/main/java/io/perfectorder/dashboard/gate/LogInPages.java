package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Field;
import io.perfectorder.dashboard.gate.GatePages.Link;
import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.KeyHash;
import io.perfectorder.security.LogIn;
import io.perfectorder.security.ProviderLogIn;
import io.perfectorder.security.Token;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    private final ProviderLogIn provider;
    private final GatePages pages;
    private final InstantSource wall;

    LogInPages(LogIn logIn, ProviderLogIn provider, Admitted admitted, GatePages pages, InstantSource wall) {
        this.logIn = logIn;
        this.provider = provider;
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
            case "late" -> words.say("gate.too-late");
            default -> admitted.administered() ? "" : words.say("gate.nobody-yet");
        };
        return Answers.page(HttpStatus.OK, pages.html(request, form(words, lead, "", "", to, say)), request);
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
            case LogIn.Outcome.CodeNeeded(Token waiting) ->
                Answers.redirect(CodePages.address(to), Cookies.waiting(request, waiting.text()));
            case LogIn.Outcome.Refused _, LogIn.Outcome.TooLate _ -> wrong(request, name, to);
            case LogIn.Outcome.Wait(Instant until) -> locked(request, name, to, until);
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

    private ResponseEntity<String> wrong(HttpServletRequest request, String name, String to) {
        Words words = pages.words(request);
        return Answers.page(
                HttpStatus.UNAUTHORIZED,
                pages.html(request, form(words, "", words.say("gate.wrong"), name, to, "")),
                request);
    }

    private ResponseEntity<String> locked(HttpServletRequest request, String name, String to, Instant until) {
        Words words = pages.words(request);
        long seconds = Answers.secondsUntil(until, wall.instant());
        String message = words.say("gate.locked", seconds);
        return Answers.locked(pages.html(request, form(words, "", message, name, to, "")), seconds, request);
    }

    private Page form(Words words, String lead, String message, String name, String to, String say) {
        return new Page(
                words.say("gate.log-in"),
                lead,
                message,
                List.of(),
                "/login",
                List.of(
                        new Field("name", words.say("gate.name"), "text", "username", name, ""),
                        new Field("password", words.say("gate.password"), "password", "current-password", "", ""),
                        Field.hidden("to", inside(to))),
                words.say("gate.log-in"),
                links(words, to, say));
    }

    /** To the provider; after a log-out from here, to where its own session ends. */
    private List<Link> links(Words words, String to, String say) {
        List<Link> links = new ArrayList<>();
        provider.label()
                .ifPresent(label ->
                        links.add(new Link(ProviderPages.address(to), words.say("gate.provider.with", label))));
        if (say.equals("out")) {
            provider.farewell()
                    .ifPresent(end -> links.add(new Link(
                            end.toString(),
                            words.say("gate.provider.leave", provider.label().orElse("")))));
        }
        return links;
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
