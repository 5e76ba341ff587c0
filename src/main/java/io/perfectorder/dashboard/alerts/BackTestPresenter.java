package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.BackTest;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.time.Instant;
import java.util.List;

/** Says what a back-test found. */
final class BackTestPresenter {
    private static final int MOST_SHOWN = 100;

    private final Words words;
    private final ViewerFormat format;
    private final AlertWords said;

    BackTestPresenter(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
        this.said = new AlertWords(words, format);
    }

    /** What was found in a sentence, and one line for each firing. {@code more}: what was left out of them, or empty. */
    record Found(String sentence, List<String> firings, String more) {
        Found {
            firings = List.copyOf(firings);
        }
    }

    Found present(BackTest.Result result) {
        return switch (result) {
            case BackTest.Busy _ -> new Found(words.say("alerts.test.busy"), List.of(), "");
            case BackTest.Untestable(BackTest.Because because) ->
                new Found(words.say("alerts.test." + because.name()), List.of(), "");
            case BackTest.Tested tested -> found(tested);
        };
    }

    private Found found(BackTest.Tested tested) {
        List<String> firings =
                tested.firings().stream().limit(MOST_SHOWN).map(this::firing).toList();
        long left = tested.times() - firings.size();
        String days = format.count(BackTest.PERIOD.toDays());
        String sentence = tested.times() == 1
                ? words.say("alerts.test.once", days)
                : tested.times() == 0
                        ? words.say("alerts.test.never", days)
                        : words.say("alerts.test.times", days, format.count(tested.times()));
        return new Found(sentence, firings, left > 0 ? words.say("alerts.test.more", format.count(left)) : "");
    }

    private String firing(BackTest.Firing firing) {
        String end = firing.endsAt().map(this::time).orElseGet(() -> words.say("alerts.test.still"));
        return words.say(
                "alerts.test.firing",
                time(firing.startsAt()),
                end,
                said.group(firing.group()),
                said.figures(firing.evidence()));
    }

    private String time(Instant instant) {
        return format.minute(instant);
    }
}
