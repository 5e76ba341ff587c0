package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Field;
import io.perfectorder.dashboard.gate.GatePages.Link;
import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.Invited;
import io.perfectorder.security.PasswordRules;
import io.perfectorder.security.Passwords;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /setup}, where a link sets a password once, and {@code /password}, where whoever knows the old one sets a new one. */
@RestController
final class PasswordPages {
    private final Passwords passwords;
    private final GatePages pages;

    PasswordPages(Passwords passwords, GatePages pages) {
        this.passwords = passwords;
        this.pages = pages;
    }

    @GetMapping("/setup")
    Mono<ResponseEntity<String>> page(HttpServletRequest request, @RequestParam(defaultValue = "") String key) {
        return passwords
                .invited(key)
                .map(invited -> setup(request, HttpStatus.OK, key, Optional.of(invited), "", ""))
                .defaultIfEmpty(over(request));
    }

    @PostMapping("/setup")
    Mono<ResponseEntity<String>> set(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again) {
        Words words = pages.words(request);
        return passwords
                .invited(key)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(invited -> {
                    if (invited.isPresent() && !password.equals(again)) {
                        return Mono.just(setup(
                                request, HttpStatus.BAD_REQUEST, key, invited, name, words.say("gate.not-the-same")));
                    }
                    return passwords.byLink(key, name, password).map(outcome -> switch (outcome) {
                        case Passwords.Outcome.Done _ -> Answers.redirect("/login?say=set");
                        case Passwords.Outcome.LinkIsOver _, Passwords.Outcome.OldIsWrong _ -> over(request);
                        case Passwords.Outcome.NoName _ ->
                            setup(request, HttpStatus.BAD_REQUEST, key, invited, name, words.say("gate.no-name"));
                        case Passwords.Outcome.Faulty(PasswordRules.Fault fault) ->
                            setup(request, HttpStatus.BAD_REQUEST, key, invited, name, fault(words, fault));
                    });
                });
    }

    @GetMapping("/password")
    ResponseEntity<String> page(HttpServletRequest request) {
        return account(request).isEmpty() ? Answers.redirect("/") : change(request, HttpStatus.OK, "");
    }

    @PostMapping("/password")
    Mono<ResponseEntity<String>> change(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again) {
        Words words = pages.words(request);
        Optional<AccountName> account = account(request);
        if (account.isEmpty()) {
            return Mono.just(Answers.redirect("/"));
        }
        if (!password.equals(again)) {
            return Mono.just(change(request, HttpStatus.BAD_REQUEST, words.say("gate.not-the-same")));
        }
        return passwords.change(account.get(), old, password).map(outcome -> switch (outcome) {
            case Passwords.Outcome.Done _ -> Answers.redirect("/login?say=set", Cookies.none(request, Cookies.SESSION));
            case Passwords.Outcome.Faulty(PasswordRules.Fault fault) ->
                change(request, HttpStatus.BAD_REQUEST, fault(words, fault));
            case Passwords.Outcome.OldIsWrong _, Passwords.Outcome.LinkIsOver _, Passwords.Outcome.NoName _ ->
                change(request, HttpStatus.BAD_REQUEST, words.say("gate.old-wrong"));
        });
    }

    static Optional<AccountName> account(HttpServletRequest request) {
        return request.getAttribute(BoardGate.ENTRANCE) instanceof Entrance.Person person
                ? AccountName.of(person.caller().name())
                : Optional.empty();
    }

    private ResponseEntity<String> setup(
            HttpServletRequest request,
            HttpStatus status,
            String key,
            Optional<Invited> invited,
            String name,
            String message) {
        Words words = pages.words(request);
        Optional<AccountName> account = invited.flatMap(Invited::account);
        List<Field> fields = new ArrayList<>();
        fields.add(Field.hidden("key", key));
        if (account.isEmpty()) {
            fields.add(
                    new Field("name", words.say("gate.name"), "text", "username", name, words.say("gate.name.hint")));
        }
        fields.addAll(twice(words));
        String lead =
                account.map(of -> words.say("gate.setup.of", of.text())).orElseGet(() -> words.say("gate.setup.first"));
        return Answers.page(
                status,
                pages.html(
                        request,
                        new Page(
                                words.say(account.isEmpty() ? "gate.setup" : "gate.set-password"),
                                lead,
                                message,
                                "/setup",
                                fields,
                                words.say("gate.set-password"))),
                request);
    }

    private ResponseEntity<String> over(HttpServletRequest request) {
        Words words = pages.words(request);
        return Answers.page(
                HttpStatus.GONE,
                pages.html(
                        request,
                        new Page(
                                words.say("gate.link-over"),
                                words.say("gate.link-over.why"),
                                "",
                                "",
                                List.of(),
                                words.say("gate.to-board"))),
                request);
    }

    private ResponseEntity<String> change(HttpServletRequest request, HttpStatus status, String message) {
        Words words = pages.words(request);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("old", words.say("gate.old"), "password", "current-password", "", ""));
        fields.addAll(twice(words));
        return Answers.page(
                status,
                pages.html(
                        request,
                        new Page(
                                words.say("gate.change"),
                                words.say("gate.change.lead"),
                                message,
                                List.of(),
                                "/password",
                                fields,
                                words.say("gate.set-password"),
                                List.of(new Link("/factor", words.say("gate.factor"))))),
                request);
    }

    private static List<Field> twice(Words words) {
        return List.of(
                new Field(
                        "password",
                        words.say("gate.new"),
                        "password",
                        "new-password",
                        "",
                        words.say("gate.new.hint", PasswordRules.SHORTEST, PasswordRules.LONGEST)),
                new Field("again", words.say("gate.again"), "password", "new-password", "", ""));
    }

    private static String fault(Words words, PasswordRules.Fault fault) {
        return words.say("gate.fault." + fault.name(), PasswordRules.SHORTEST, PasswordRules.LONGEST);
    }
}
