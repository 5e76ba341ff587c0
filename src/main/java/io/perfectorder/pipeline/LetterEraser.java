package io.perfectorder.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes what is personal out of dead letters, which may hold anything: a letter is personal when one of its quoted texts is. */
final class LetterEraser {
    private static final byte[] NOTHING_LEFT = "\"erased\"".getBytes(StandardCharsets.UTF_8);
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.){1,600})\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    /** Ids are no longer than that. */
    private static final int LONGEST = 100;

    /** More texts than any event has that people would write; what has more and is no event is not looked through further. */
    private static final int MOST_TEXTS = 20_000;

    private final EventEraser eraser;
    private final Predicate<String> personal;
    private final ErasureRule rule;

    LetterEraser(EventEraser eraser, Predicate<String> personal, ErasureRule rule) {
        this.eraser = eraser;
        this.personal = personal;
        this.rule = rule;
    }

    DeadLetter erase(DeadLetter letter) {
        if (!isPersonal(letter.raw())) {
            return letter;
        }
        byte[] raw = eraser.erase(letter.raw(), rule)
                .filter(erased -> !namesCustomer(erased))
                .orElse(NOTHING_LEFT);
        return new DeadLetter(
                raw, letter.code(), unquoted(letter.detail()), nameOf(letter.source()), nameOf(letter.id()));
    }

    /** A letter without mentions of an id; one that is no event and has some is left empty. */
    static DeadLetter without(Mentions mentions, EventEraser eraser, DeadLetter letter) {
        if (!namedIn(letter, mentions)) {
            return letter;
        }
        byte[] raw = eraser.erase(letter.raw(), ErasureRule.ofOthers(mentions::replacedIn))
                .filter(left -> !mentions.in(new String(left, StandardCharsets.UTF_8)))
                .orElse(NOTHING_LEFT);
        return new DeadLetter(
                raw,
                letter.code(),
                mentions.replacedIn(letter.detail()),
                letter.source() == null ? null : mentions.replacedIn(letter.source()),
                letter.id() == null ? null : mentions.replacedIn(letter.id()));
    }

    private static boolean namedIn(DeadLetter letter, Mentions mentions) {
        return mentions.in(new String(letter.raw(), StandardCharsets.UTF_8))
                || mentions.in(letter.detail())
                || (letter.source() != null && mentions.in(letter.source()))
                || (letter.id() != null && mentions.in(letter.id()));
    }

    private boolean isPersonal(byte[] raw) {
        return QUOTED.matcher(new String(raw, StandardCharsets.UTF_8))
                .results()
                .limit(MOST_TEXTS)
                .map(found -> unescaped(found.group(1)))
                .anyMatch(text -> text.length() <= LONGEST && personal.test(text));
    }

    /** The order may still be named, the customer not. */
    private boolean namesCustomer(byte[] raw) {
        return QUOTED.matcher(new String(raw, StandardCharsets.UTF_8))
                .results()
                .limit(MOST_TEXTS)
                .map(found -> unescaped(found.group(1)))
                .anyMatch(text ->
                        text.length() <= LONGEST && !rule.customer().apply(text).equals(text));
    }

    private @Nullable String nameOf(@Nullable String text) {
        return text == null || text.length() > LONGEST ? text : rule.customer().apply(text);
    }

    /** What was sent is quoted in the reason of a rejection. */
    private static String unquoted(String detail) {
        int from = detail.indexOf('\'');
        int to = detail.lastIndexOf('\'');
        return from < to ? detail.substring(0, from) + "'…'" + detail.substring(to + 1) : detail;
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
