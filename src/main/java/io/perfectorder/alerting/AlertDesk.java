package io.perfectorder.alerting;

import io.perfectorder.core.alert.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** What people ask about alerts, and what they may do with them. */
public final class AlertDesk {
    private final AlertWatch watch;
    private final AlertStore store;
    private final Rules rules;
    private final MuteBook mutes;
    private final InstantSource wall;

    public AlertDesk(AlertWatch watch, AlertStore store, Rules rules, MuteBook mutes, InstantSource wall) {
        this.watch = watch;
        this.store = store;
        this.rules = rules;
        this.mutes = mutes;
        this.wall = wall;
    }

    /**
     * An alert that is pending or firing.
     *
     * @param acknowledgement who has it in hand now
     * @param mute why nobody would be told of it now
     */
    public record Shown(
            ActiveAlert alert,
            KeptRule rule,
            Optional<AlertAcknowledgement> acknowledgement,
            Optional<Mutes.Mute> mute) {}

    /** The alerts that are pending or firing, those that fire first, the newest first. */
    public Mono<List<Shown>> active() {
        return Mono.defer(() -> {
            Instant now = now();
            List<ActiveAlert> all = watch.active();
            List<Episode> episodes =
                    all.stream().flatMap(alert -> alert.episode().stream()).toList();
            return Mono.zip(store.episodes(episodes), mutes.at(now))
                    .map(read -> shown(all, read.getT1(), read.getT2(), now));
        });
    }

    /** Puts an alert that fires into somebody's hands; empty when it does not fire. */
    public Mono<AlertAcknowledgement> acknowledge(String fingerprint, String by, String note, Optional<Instant> until) {
        return newest(fingerprint).filter(record -> record.ended().isEmpty()).flatMap(record -> {
            AlertAcknowledgement given = new AlertAcknowledgement(record.episode(), by, note, now(), until);
            return store.acknowledge(given).thenReturn(given);
        });
    }

    /** All that is kept of the newest episode of an alert; empty when it never fired. */
    public Mono<EpisodeRecord> newest(String fingerprint) {
        return store.newestEpisode(fingerprint).flatMap(this::of);
    }

    /** All that is kept of an episode; empty when there is none. */
    public Mono<EpisodeRecord> of(Episode episode) {
        return store.episodes(List.of(episode))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private List<Shown> shown(List<ActiveAlert> all, List<EpisodeRecord> records, Mutes muting, Instant now) {
        Map<Episode, EpisodeRecord> byEpisode =
                records.stream().collect(Collectors.toMap(EpisodeRecord::episode, each -> each));
        return all.stream()
                .flatMap(alert -> rules.find(alert.key().rule()).stream().map(rule -> {
                    Optional<EpisodeRecord> record =
                            alert.episode().flatMap(episode -> Optional.ofNullable(byEpisode.get(episode)));
                    return new Shown(
                            alert,
                            rule,
                            record.flatMap(kept -> kept.heldAt(now)),
                            muting.of(Labels.of(rule.rule(), alert.key().group()), now));
                }))
                .sorted(Comparator.comparing(
                                (Shown each) -> each.alert().status().phase() != Phase.FIRING)
                        .thenComparing(each -> each.alert().status().since(), Comparator.reverseOrder())
                        .thenComparing(each -> each.alert().key().fingerprint()))
                .toList();
    }

    private Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
