package io.perfectorder.alerting;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** What mutes alerts now: the silences of the store, and the calendars of the file. */
public final class MuteBook {
    private final SilenceStore silences;
    private final List<Holidays> calendars;

    public MuteBook(SilenceStore silences, List<Holidays> calendars) {
        this.silences = silences;
        this.calendars = List.copyOf(calendars);
    }

    public Mono<Mutes> at(Instant now) {
        return silences.open(now).map(open -> new Mutes(open, calendars));
    }
}
