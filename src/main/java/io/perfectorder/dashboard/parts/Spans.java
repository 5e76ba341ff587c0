package io.perfectorder.dashboard.parts;

import java.time.Duration;

/** Lengths of time in the viewer's words: the two greatest units, {@code 3 h 12 min}. */
public final class Spans {
    private Spans() {}

    /** To the second. */
    public static String exact(Duration length, Words words) {
        Duration span = length.abs();
        if (span.compareTo(Duration.ofMinutes(1)) >= 0) {
            return span.compareTo(Duration.ofHours(1)) >= 0
                    ? rough(span, words)
                    : pair(words, span.toMinutes(), "min", span.toSecondsPart(), "s");
        }
        return span.toSeconds() > 0 ? words.say("span.s", String.valueOf(span.toSeconds())) : words.say("span.moment");
    }

    /** To the minute: it changes once a minute, however often it is asked for. */
    public static String rough(Duration length, Words words) {
        Duration span = length.abs();
        if (span.toDays() > 0) {
            return pair(words, span.toDays(), "d", span.toHoursPart(), "h");
        }
        return span.toHours() > 0
                ? pair(words, span.toHours(), "h", span.toMinutesPart(), "min")
                : words.say("span.min", String.valueOf(span.toMinutes()));
    }

    private static String pair(Words words, long great, String greatUnit, int small, String smallUnit) {
        String first = words.say("span." + greatUnit, String.valueOf(great));
        return small == 0 ? first : first + " " + words.say("span." + smallUnit, String.valueOf(small));
    }
}
