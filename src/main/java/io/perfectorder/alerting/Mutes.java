package io.perfectorder.alerting;

import io.perfectorder.alerting.channel.Phrase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that keeps alerts from being told. */
public record Mutes(List<Silence> silences, List<Holidays> calendars) {
    public static final Mutes NONE = new Mutes(List.of(), List.of());

    public Mutes {
        silences = List.copyOf(silences);
        calendars = List.copyOf(calendars);
    }

    /** Why an alert is not told. */
    public record Mute(DecisionReason reason, String detail) {}

    /** What mutes an alert with these labels at that instant. */
    public Optional<Mute> of(Map<String, String> labels, Instant now) {
        Optional<Mute> silenced = silences.stream()
                .filter(silence -> silence.mutes(labels, now))
                .findFirst()
                .map(silence -> new Mute(
                        DecisionReason.SILENCED,
                        Phrase.SILENCE.say(silence.number(), silence.by(), silence.endsAt(), silence.reason())));
        return silenced.or(() -> calendars.stream()
                .filter(calendar -> calendar.mute(labels, now))
                .findFirst()
                .map(calendar -> new Mute(DecisionReason.CALENDAR, calendar.name())));
    }
}
