package io.perfectorder.alerting;

import io.perfectorder.alerting.channel.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages before delivery: mute, group, dedup. A pure function of the decisions that are due and of what is kept of their episodes.
 * Delivering and recording is left to {@link Dispatcher}.
 */
final class Stages {
    /** Alerts in one message; the rest comes in the next. */
    static final int MOST_IN_ONE = 100;

    private final Mutes mutes;
    private final Set<String> channels;
    private final Instant now;
    private final List<Settlement> settled = new ArrayList<>();
    private final Set<Long> done = new HashSet<>();

    private Stages(Mutes mutes, Set<String> channels, Instant now) {
        this.mutes = mutes;
        this.channels = channels;
        this.now = now;
    }

    /** {@code channels}: the names of those that there are. */
    static Sorted sort(List<DueDecision> due, Mutes mutes, Set<String> channels, Instant now) {
        Stages stages = new Stages(mutes, channels, now);
        List<DueDecision> inOrder = due.stream()
                .sorted(Comparator.comparingLong(each -> each.kept().number()))
                .toList();
        List<Parcel> parcels = stages.dedup(group(stages.mute(inOrder)));
        return new Sorted(stages.settled, parcels);
    }

    private record Line(String channel, Episode episode) {}

    private List<DueDecision> mute(List<DueDecision> due) {
        List<DueDecision> rest = new ArrayList<>();
        Set<Line> told = new HashSet<>();
        for (DueDecision each : due) {
            Optional<Mutes.Mute> mute = muteOf(each, told);
            if (mute.isPresent()) {
                settle(each.kept(), mute.get().reason(), mute.get().detail());
            } else {
                told.add(lineOf(each));
                rest.add(each);
            }
        }
        return rest;
    }

    private Optional<Mutes.Mute> muteOf(DueDecision due, Set<Line> told) {
        Decision decision = due.decision();
        if (!channels.contains(decision.channel())) {
            return Optional.of(new Mutes.Mute(DecisionReason.NO_CHANNEL, decision.channel()));
        }
        if (decision.occasion() == Occasion.RESOLVED) {
            // Silence hides no good news: whoever was told that it fired is told that it is over.
            return told.contains(lineOf(due)) || wasTold(due)
                    ? Optional.empty()
                    : Optional.of(new Mutes.Mute(DecisionReason.NEVER_TOLD, ""));
        }
        Optional<Mutes.Mute> held = due.episode()
                .heldAt(now)
                .map(by -> new Mutes.Mute(DecisionReason.ACKNOWLEDGED, Phrase.TAKEN.say(by.by(), by.at())));
        return held.or(() -> mutes.of(Labels.of(due.rule(), due.episode().key().group()), now));
    }

    /** Whether the channel was asked to tell that it fired, or will be. */
    private boolean wasTold(DueDecision due) {
        return due.episode().decisions().stream()
                .filter(before -> before.decision().occasion() != Occasion.RESOLVED)
                .filter(before ->
                        before.decision().channel().equals(due.decision().channel()))
                .anyMatch(before -> {
                    DecisionReason reason = before.decision().reason();
                    return reason.wasTried()
                            || reason == DecisionReason.OVERTAKEN
                            || (reason.isOpen() && !done.contains(before.number()));
                });
    }

    private static Map<List<String>, List<DueDecision>> group(List<DueDecision> due) {
        Map<List<String>, List<DueDecision>> groups = new LinkedHashMap<>();
        for (DueDecision each : due) {
            Decision decision = each.decision();
            groups.computeIfAbsent(List.of(decision.channel(), decision.groupKey()), _ -> new ArrayList<>())
                    .add(each);
        }
        return groups;
    }

    /** Of one episode on one channel only the newest is told; what waited before it is told with it. */
    private List<Parcel> dedup(Map<List<String>, List<DueDecision>> groups) {
        Map<Line, Long> newest = new LinkedHashMap<>();
        groups.values().stream()
                .flatMap(Collection::stream)
                .forEach(each -> newest.merge(lineOf(each), each.kept().number(), Math::max));
        List<Parcel> parcels = new ArrayList<>();
        groups.forEach((key, group) -> {
            List<DueDecision> told = new ArrayList<>();
            for (DueDecision each : group) {
                if (each.kept().number() == newest.getOrDefault(lineOf(each), 0L)) {
                    told.add(each);
                    overtake(each);
                }
            }
            for (int from = 0; from < told.size(); from += MOST_IN_ONE) {
                List<DueDecision> part = told.subList(from, Math.min(told.size(), from + MOST_IN_ONE));
                parcels.add(new Parcel(
                        key.getFirst(),
                        key.getLast(),
                        part.getFirst().decision().route(),
                        part));
            }
        });
        return parcels;
    }

    /** Settles all that is open on the line, due or not, but what is told. */
    private void overtake(DueDecision told) {
        for (KeptDecision other : told.episode().decisions()) {
            Decision decision = other.decision();
            boolean sameLine = decision.channel().equals(told.decision().channel());
            if (sameLine
                    && decision.reason().isOpen()
                    && other.number() < told.kept().number()) {
                settle(
                        other,
                        DecisionReason.OVERTAKEN,
                        told.decision().occasion().name());
            }
        }
    }

    private void settle(KeptDecision kept, DecisionReason reason, String detail) {
        if (done.add(kept.number())) {
            settled.add(Settlement.of(kept, reason, detail, now));
        }
    }

    private static Line lineOf(DueDecision due) {
        return new Line(due.decision().channel(), due.decision().episode());
    }
}
