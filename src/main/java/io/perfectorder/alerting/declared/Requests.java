package io.perfectorder.alerting.declared;

import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Silence;
import java.time.Instant;
import java.util.Optional;

/** What people ask for in JSON or YAML; all fail with a {@link WrongDeclaration}. */
public final class Requests {
    private static final int LONGEST_NAME = 100;

    private Requests() {}

    /** To have an alert in hand. {@code until}: empty for as long as it fires. */
    public record Acknowledge(String by, String note, Optional<Instant> until) {}

    public static Acknowledge acknowledge(String text, Instant now) {
        return Yaml.read(text, section -> {
            Acknowledge asked =
                    new Acknowledge(name(section, "by"), section.text("note", ""), section.instant("until"));
            asked.until()
                    .filter(end -> !end.isAfter(now))
                    .ifPresent(end -> section.wrong("until", end.toString(), "an instant after now, " + now, ""));
            section.close("by, note, until");
            return asked;
        });
    }

    public static Silence silence(String text, Instant now) {
        return Yaml.read(text, section -> {
            Matchers matchers = AlertsFile.matchers(section);
            if (!section.has("match")) {
                section.wrong(
                        section.lineOf("match"), "'match' is missing; allowed: labels with values, {} for all alerts");
            }
            if (!section.has("until")) {
                section.wrong(section.lineOf("until"), "'until' is missing");
            }
            Instant from = section.instant("from").orElse(now);
            Instant until = section.instant("until").orElse(Instant.MAX);
            if (!until.isAfter(from) || !until.isAfter(now)) {
                section.wrong("until", until.toString(), "an instant after now and after from", "");
            }
            String by = name(section, "by");
            String reason = section.text("reason");
            return section.close("match, from, until, by, reason")
                    ? new Silence(0, matchers, from, until, by, reason, Origin.API)
                    : new Silence(0, matchers, now, Instant.MAX, by, reason, Origin.API);
        });
    }

    private static String name(Section section, String key) {
        String name = section.text(key);
        return name.isBlank() || name.length() > LONGEST_NAME
                ? section.wrong(key, name, "1 to " + LONGEST_NAME + " characters", "")
                : name;
    }
}
