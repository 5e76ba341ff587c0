package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Field;
import io.perfectorder.dashboard.gate.GatePages.Link;
import io.perfectorder.dashboard.gate.GatePages.Page;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.Factor;
import io.perfectorder.security.Factors;
import io.perfectorder.security.RecoveryCode;
import io.perfectorder.security.SecondFactor;
import io.perfectorder.security.TotpSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code /factor}, where whoever has an account takes a second factor on and off. The secret of a new one is kept by the page until its first code is right. */
@RestController
final class FactorPages {
    private final SecondFactor second;
    private final Factors factors;
    private final BoardAudit audit;
    private final GatePages pages;
    private final InstantSource wall;

    FactorPages(SecondFactor second, Factors factors, BoardAudit audit, GatePages pages, InstantSource wall) {
        this.second = second;
        this.factors = factors;
        this.audit = audit;
        this.pages = pages;
        this.wall = wall;
    }

    @GetMapping("/factor")
    Mono<ResponseEntity<String>> page(HttpServletRequest request) {
        Optional<AccountName> account = PasswordPages.account(request);
        return account.isEmpty()
                ? Mono.just(Answers.redirect("/"))
                : state(request, account.get(), HttpStatus.OK, "", TotpSecret.random());
    }

    @PostMapping("/factor")
    Mono<ResponseEntity<String>> add(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String code) {
        Optional<AccountName> account = PasswordPages.account(request);
        if (account.isEmpty()) {
            return Mono.just(Answers.redirect("/"));
        }
        TotpSecret shown = TotpSecret.of(secret).orElseGet(TotpSecret::random);
        return second.add(account.get(), old, shown, code, request.getRemoteAddr())
                .flatMap(outcome -> answer(request, account.get(), outcome, shown));
    }

    @PostMapping("/factor/remove")
    Mono<ResponseEntity<String>> remove(HttpServletRequest request, @RequestParam(defaultValue = "") String code) {
        Optional<AccountName> account = PasswordPages.account(request);
        if (account.isEmpty()) {
            return Mono.just(Answers.redirect("/"));
        }
        return second.remove(account.get(), code, request.getRemoteAddr())
                .flatMap(outcome -> answer(request, account.get(), outcome, TotpSecret.random()));
    }

    private Mono<ResponseEntity<String>> answer(
            HttpServletRequest request, AccountName account, SecondFactor.Outcome outcome, TotpSecret secret) {
        Words words = pages.words(request);
        return switch (outcome) {
            case SecondFactor.Outcome.Added(List<RecoveryCode> codes) ->
                told(request, account, "account.factor.add").thenReturn(codes(request, codes));
            case SecondFactor.Outcome.Removed _ ->
                told(request, account, "account.factor.remove").thenReturn(Answers.redirect("/factor"));
            case SecondFactor.Outcome.ThereAlready _ -> Mono.just(Answers.redirect("/factor"));
            case SecondFactor.Outcome.PasswordWrong _ ->
                state(request, account, HttpStatus.BAD_REQUEST, words.say("gate.old-wrong"), secret);
            case SecondFactor.Outcome.CodeWrong _ ->
                state(request, account, HttpStatus.BAD_REQUEST, words.say("gate.code-wrong"), secret);
            case SecondFactor.Outcome.Wait(Instant until) ->
                state(
                        request,
                        account,
                        HttpStatus.TOO_MANY_REQUESTS,
                        words.say("gate.locked", Answers.secondsUntil(until, wall.instant())),
                        secret);
        };
    }

    private Mono<Void> told(HttpServletRequest request, AccountName account, String action) {
        return request.getAttribute(BoardGate.ENTRANCE) instanceof Entrance.Person person
                ? audit.tell(person.caller(), request.getRemoteAddr(), new BoardAudit.Change(action, account.text()))
                : Mono.empty();
    }

    private Mono<ResponseEntity<String>> state(
            HttpServletRequest request, AccountName account, HttpStatus status, String message, TotpSecret secret) {
        return factors.find(account)
                .map(factor -> on(request, factor, message))
                .switchIfEmpty(Mono.fromSupplier(() -> off(request, account, message, secret)))
                .map(page -> Answers.page(status, pages.html(request, page), request));
    }

    private Page on(HttpServletRequest request, Factor factor, String message) {
        Words words = pages.words(request);
        return new Page(
                words.say("gate.factor"),
                words.say("gate.factor.on", factor.codesLeft()),
                message,
                List.of(),
                "/factor/remove",
                List.of(CodePages.code(words)),
                words.say("gate.factor.remove"),
                List.of(toBoard(words)));
    }

    private Page off(HttpServletRequest request, AccountName account, String message, TotpSecret secret) {
        Words words = pages.words(request);
        String uri = secret.uri(words.say("title"), account);
        return new Page(
                words.say("gate.factor"),
                words.say("gate.factor.off"),
                message,
                List.of(
                        new Part.Picture(uri, words.say("gate.factor.picture")),
                        new Part.Value(words.say("gate.factor.secret"), secret.base32()),
                        new Part.Way(new Link(uri, words.say("gate.factor.app")))),
                "/factor",
                List.of(
                        Field.hidden("secret", secret.base32()),
                        new Field("old", words.say("gate.password"), "password", "current-password", "", ""),
                        new Field(
                                "code",
                                words.say("gate.code"),
                                "text",
                                "one-time-code",
                                "",
                                words.say("gate.factor.first"))),
                words.say("gate.factor.add"),
                List.of(toBoard(words)));
    }

    private ResponseEntity<String> codes(HttpServletRequest request, List<RecoveryCode> codes) {
        Words words = pages.words(request);
        Page page = new Page(
                words.say("gate.factor.codes"),
                words.say("gate.factor.codes.lead"),
                "",
                List.of(new Part.Codes(codes.stream().map(RecoveryCode::text).toList())),
                "",
                List.of(),
                words.say("gate.to-board"),
                List.of());
        return Answers.page(HttpStatus.OK, pages.html(request, page), request);
    }

    private static Link toBoard(Words words) {
        return new Link("/", words.say("gate.to-board"));
    }
}
