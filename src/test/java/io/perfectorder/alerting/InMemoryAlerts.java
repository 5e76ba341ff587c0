package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Phase;
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
import java.util.TreeSet;
import reactor.core.publisher.Mono;

/** Alerts in memory, for one thread. It passes the contract that the PostgreSQL ones pass. */
final class InMemoryAlerts implements AlertStore {
    final List<KeptChange> changes = new ArrayList<>();
    final List<KeptDecision> decisions = new ArrayList<>();
    private final List<AlertAcknowledgement> acknowledgements = new ArrayList<>();
    private final Map<AlertKey, AlertStatus> statuses = new LinkedHashMap<>();
    private final Set<Long> undecided = new TreeSet<>();
    private long epoch;

    @Override
    public Mono<OpenedAlerts> open() {
        return Mono.fromSupplier(() -> new OpenedAlerts(++epoch, statuses));
    }

    @Override
    public Mono<Map<AlertKey, AlertStatus>> statuses() {
        return Mono.fromSupplier(() -> Map.copyOf(statuses));
    }

    @Override
    public Mono<Void> record(long held, List<AlertChange> added) {
        return Mono.fromRunnable(() -> {
            if (held != epoch) {
                throw new io.perfectorder.pipeline.StoreUnavailable("another writer has opened the alerts since");
            }
            for (AlertChange change : added) {
                long number = changes.size() + 1L;
                changes.add(new KeptChange(number, change));
                if (change.transition().isTold()) {
                    undecided.add(number);
                }
                Phase to = change.transition().to();
                if (to == Phase.PENDING || to == Phase.FIRING) {
                    statuses.put(
                            change.key(),
                            new AlertStatus(
                                    to,
                                    change.transition().at(),
                                    change.transition().evidence()));
                } else {
                    statuses.remove(change.key());
                }
            }
        });
    }

    @Override
    public Mono<List<KeptChange>> undecided(int limit) {
        return Mono.fromSupplier(() -> undecided.stream()
                .limit(limit)
                .map(number -> changes.get((int) (number - 1)))
                .toList());
    }

    private record Key(Episode episode, Occasion occasion, int step, String route, String channel) {
        static Key of(Decision decision) {
            return new Key(
                    decision.episode(), decision.occasion(), decision.step(), decision.route(), decision.channel());
        }
    }

    @Override
    public Mono<Void> decide(Collection<Long> transitions, List<Decision> added) {
        return Mono.fromRunnable(() -> {
            Set<Key> there = new HashSet<>();
            decisions.forEach(kept -> there.add(Key.of(kept.decision())));
            for (Decision decision : added) {
                if (there.add(Key.of(decision))) {
                    decisions.add(new KeptDecision(decisions.size() + 1L, decision));
                }
            }
            undecided.removeAll(transitions);
        });
    }

    @Override
    public Mono<List<KeptDecision>> due(Instant now, Set<String> exceptChannels, int limit) {
        return Mono.fromSupplier(() -> decisions.stream()
                .filter(kept ->
                        kept.decision().dueAt().filter(due -> !due.isAfter(now)).isPresent())
                .filter(kept -> !exceptChannels.contains(kept.decision().channel()))
                .sorted(Comparator.comparing(
                                (KeptDecision kept) -> kept.decision().dueAt().orElseThrow())
                        .thenComparing(KeptDecision::number))
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<Void> settle(List<Settlement> settlements) {
        return Mono.fromRunnable(() -> settlements.forEach(settlement -> {
            Decision d = decisions.get((int) settlement.number() - 1).decision();
            if (d.dueAt().isPresent()) {
                decisions.set(
                        (int) settlement.number() - 1,
                        new KeptDecision(
                                settlement.number(),
                                new Decision(
                                        d.episode(),
                                        d.transition(),
                                        d.occasion(),
                                        d.step(),
                                        d.route(),
                                        d.channel(),
                                        d.groupKey(),
                                        settlement.reason(),
                                        settlement.detail(),
                                        d.plannedAt(),
                                        settlement.dueAt().isPresent()
                                                ? Optional.empty()
                                                : Optional.of(settlement.at()),
                                        settlement.dueAt(),
                                        settlement.attempts())));
            }
        }));
    }

    @Override
    public Mono<List<Episode>> firing(int limit) {
        return Mono.fromSupplier(() -> statuses.entrySet().stream()
                .filter(each -> each.getValue().phase() == Phase.FIRING)
                .map(each ->
                        new Episode(each.getKey().fingerprint(), each.getValue().since()))
                .sorted(Comparator.comparing(Episode::startsAt))
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<List<EpisodeRecord>> episodes(Collection<Episode> episodes) {
        return Mono.fromSupplier(() -> Set.copyOf(episodes).stream()
                .flatMap(episode -> recordOf(episode).stream())
                .toList());
    }

    private Optional<EpisodeRecord> recordOf(Episode episode) {
        Optional<KeptChange> fired = changeOf(episode, Phase.FIRING);
        return fired.map(begun -> new EpisodeRecord(
                begun,
                changeOf(episode, Phase.RESOLVED),
                decisions.stream()
                        .filter(kept -> kept.decision().episode().equals(episode))
                        .toList(),
                acknowledgements.stream()
                        .filter(given -> given.episode().equals(episode))
                        .reduce((older, newer) -> newer)));
    }

    private Optional<KeptChange> changeOf(Episode episode, Phase to) {
        return changes.stream()
                .filter(kept -> kept.change().transition().to() == to
                        && kept.change().episode().filter(episode::equals).isPresent())
                .findFirst();
    }

    @Override
    public Mono<Void> acknowledge(AlertAcknowledgement acknowledgement) {
        return Mono.fromRunnable(() -> acknowledgements.add(acknowledgement));
    }

    @Override
    public Mono<List<KeptChange>> history(String rule, long before, int limit) {
        return Mono.fromSupplier(() -> changes.reversed().stream()
                .filter(kept -> kept.number() < before)
                .filter(kept ->
                        rule.isEmpty() || kept.change().transition().rule().equals(rule))
                .limit(limit)
                .toList());
    }

    @Override
    public Mono<Episode> newestEpisode(String fingerprint) {
        return Mono.defer(() -> Mono.justOrEmpty(changes.reversed().stream()
                .flatMap(kept -> kept.change().episode().stream())
                .filter(episode -> episode.fingerprint().equals(fingerprint))
                .findFirst()));
    }
}
