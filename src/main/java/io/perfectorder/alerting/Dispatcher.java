package io.perfectorder.alerting;

import io.perfectorder.alerting.channel.Alert;
import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.alerting.channel.Message;
import io.perfectorder.alerting.channel.Phrase;
import io.perfectorder.alerting.channel.Sent;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.pipeline.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells people. It empties the outbox of transitions into decisions, looks at the decisions that are due, sends, and records what became
 * of it. A message is sent before that is recorded: a crash in between sends it again, with the same keys (ADR 0070).
 *
 * <p>Bounds: so many transitions and decisions in a look, one message at a time to a channel; what a slow channel has not taken waits in
 * the store, and other channels go on. All mutable state is confined to the one thread of {@code alerting}.
 */
public final class Dispatcher {
    private static final int AT_ONCE = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final AlertStore store;
    private final Rules rules;
    private final MuteBook mutes;
    private final Routes routes;
    private final Telling telling;
    private final Map<String, Channel> channels;
    private final AlertLinks links;
    private final DeliveryPolicy policy;
    private final InstantSource wall;
    private final RandomGenerator random;
    private final Scheduler alerting;
    private volatile Disposable.Composite running = Disposables.composite();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, RateLimit.Bucket> buckets = new HashMap<>();
    private Instant remindedAt = Instant.EPOCH;
    private boolean away;
    private volatile boolean broken;

    public Dispatcher(
            AlertStore store,
            Rules rules,
            MuteBook mutes,
            Routes routes,
            Map<String, Channel> channels,
            AlertLinks links,
            DeliveryPolicy policy,
            InstantSource wall,
            RandomGenerator random,
            Scheduler alerting) {
        this.store = store;
        this.rules = rules;
        this.mutes = mutes;
        this.routes = routes;
        this.telling = new Telling(routes);
        this.channels = Map.copyOf(channels);
        this.links = links;
        this.policy = policy;
        this.wall = wall;
        this.random = random;
        this.alerting = alerting;
    }

    public void start() {
        running = Disposables.composite();
        running.add(Flux.interval(policy.times().delivery(), alerting)
                .onBackpressureDrop()
                .concatMap(_ -> look(), 0)
                .subscribe(_ -> {}, this::breakDown));
    }

    /** Breaks off what is being sent; it is sent again after the next start, of this process or another. */
    public void stop() {
        running.dispose();
    }

    /** Whether a bug stopped it. */
    public boolean broken() {
        return broken;
    }

    private Mono<Void> look() {
        Instant now = now();
        return decideAll()
                .then(Mono.defer(() -> remind(now)))
                .then(Mono.defer(() -> deliver(now)))
                .transform(this::inTime)
                .publishOn(alerting)
                .doOnSuccess(_ -> away = false)
                .onErrorResume(StoreUnavailable.class, this::away);
    }

    /** A whole page of the outbox at a time, until it is empty. */
    private Mono<Void> decideAll() {
        return store.undecided(AT_ONCE)
                .flatMap(changes ->
                        changes.isEmpty() ? Mono.just(0) : decide(changes).thenReturn(changes.size()))
                .expand(size -> size < AT_ONCE
                        ? Mono.empty()
                        : store.undecided(AT_ONCE).flatMap(next -> decide(next).thenReturn(next.size())))
                .then();
    }

    private Mono<Void> decide(List<KeptChange> changes) {
        Set<Episode> episodes = changes.stream()
                .map(change -> change.change().episode().orElseThrow())
                .collect(Collectors.toSet());
        return store.episodes(episodes)
                .map(kept -> kept.stream().collect(Collectors.toMap(EpisodeRecord::episode, each -> each)))
                .flatMap(kept ->
                        store.decide(changes.stream().map(KeptChange::number).toList(), decisions(changes, kept)));
    }

    private List<Decision> decisions(List<KeptChange> changes, Map<Episode, EpisodeRecord> kept) {
        List<Decision> decisions = new ArrayList<>();
        Map<Episode, EpisodeRecord> episodes = new HashMap<>(kept);
        for (KeptChange change : changes) {
            Episode episode = change.change().episode().orElseThrow();
            Transition transition = change.change().transition();
            Map<String, String> labels = Labels.of(ruleOf(transition.rule()), transition.group());
            List<Decision> next = transition.to() == Phase.FIRING
                    ? telling.fired(change, labels)
                    : telling.ended(change, known(episodes, episode), labels);
            decisions.addAll(next);
            episodes.computeIfPresent(episode, (_, before) -> before.with(plus(before.decisions(), next)));
        }
        return decisions;
    }

    private static EpisodeRecord known(Map<Episode, EpisodeRecord> episodes, Episode episode) {
        EpisodeRecord known = episodes.get(episode);
        if (known == null) {
            throw new IllegalStateException("nothing is kept of " + episode);
        }
        return known;
    }

    private static List<KeptDecision> plus(List<KeptDecision> before, List<Decision> next) {
        List<KeptDecision> all = new ArrayList<>(before);
        next.forEach(decision -> all.add(new KeptDecision(Long.MAX_VALUE, decision)));
        return all;
    }

    private Mono<Void> remind(Instant now) {
        if (now.isBefore(remindedAt.plus(policy.times().reminders()))) {
            return Mono.empty();
        }
        return mutes.at(now)
                .flatMap(muting -> store.firing(AT_ONCE * 10)
                        .flatMap(store::episodes)
                        .map(firing -> firing.stream()
                                .filter(episode -> episode.ended().isEmpty())
                                .flatMap(episode -> telling.goesOn(episode, labelsOf(episode), muting, now).stream())
                                .toList()))
                .flatMap(planned -> planned.isEmpty() ? Mono.empty() : store.decide(List.of(), planned))
                .publishOn(alerting)
                .doOnSuccess(_ -> remindedAt = now);
    }

    private Mono<Void> deliver(Instant now) {
        return store.due(now, Set.copyOf(busy), AT_ONCE).flatMap(due -> {
            if (due.isEmpty()) {
                return Mono.empty();
            }
            Set<Episode> episodes =
                    due.stream().map(kept -> kept.decision().episode()).collect(Collectors.toSet());
            return Mono.zip(store.episodes(episodes), mutes.at(now))
                    .publishOn(alerting)
                    .flatMap(read -> deliver(due, read.getT1(), read.getT2(), now));
        });
    }

    private Mono<Void> deliver(List<KeptDecision> due, List<EpisodeRecord> episodes, Mutes muting, Instant now) {
        Map<Episode, EpisodeRecord> byEpisode =
                episodes.stream().collect(Collectors.toMap(EpisodeRecord::episode, each -> each));
        List<DueDecision> whole = due.stream()
                .map(kept -> {
                    EpisodeRecord episode = known(byEpisode, kept.decision().episode());
                    return new DueDecision(kept, episode, ruleOf(episode.key().rule()));
                })
                .toList();
        Sorted sorted = Stages.sort(whole, muting, channels.keySet(), now);
        Mono<Void> settled = sorted.settled().isEmpty() ? Mono.empty() : store.settle(sorted.settled());
        return settled.publishOn(alerting).then(Mono.fromRunnable(() -> send(sorted.parcels())));
    }

    /** Each channel for itself, so that a slow one keeps nobody waiting. A channel at work is left alone by the next look. */
    private void send(List<Parcel> parcels) {
        Map<String, List<Parcel>> byChannel = parcels.stream().collect(Collectors.groupingBy(Parcel::channel));
        byChannel.forEach((channel, own) -> {
            busy.add(channel);
            running.add(Flux.fromIterable(own)
                    .concatMap(this::send, 0)
                    .onErrorResume(StoreUnavailable.class, this::away)
                    .publishOn(alerting)
                    .doFinally(_ -> busy.remove(channel))
                    .subscribe(_ -> {}, this::breakDown));
        });
    }

    private Mono<Void> send(Parcel parcel) {
        Instant now = now();
        RateLimit.Bucket bucket = buckets.getOrDefault(parcel.channel(), RateLimit.Bucket.FULL);
        if (!policy.rate().allows(bucket, now)) {
            Instant next = policy.rate().nextAt(bucket);
            return inTime(store.settle(later(parcel, DecisionReason.RATE_LIMITED, "", 0, next, now)));
        }
        buckets.put(parcel.channel(), policy.rate().take(bucket, now));
        Channel channel = channels.get(parcel.channel());
        if (channel == null) {
            throw new IllegalStateException("no channel " + parcel.channel());
        }
        Duration limit = policy.times().sendLimit();
        return Mono.defer(() -> channel.send(message(parcel)))
                .switchIfEmpty(Mono.just(new Sent.TryAgain(Phrase.NO_ANSWER.say(), Optional.empty())))
                .timeout(
                        limit,
                        Mono.just(new Sent.TryAgain(Phrase.NO_ANSWER_WITHIN.say(limit.toMillis()), Optional.empty())),
                        alerting)
                .onErrorResume(failed -> Mono.just(new Sent.TryAgain(failed.toString(), Optional.empty())))
                .publishOn(alerting)
                .flatMap(sent -> inTime(record(parcel, sent)));
    }

    /** A store that says nothing is taken to be away. */
    private Mono<Void> inTime(Mono<Void> stored) {
        return stored.timeout(policy.times().sendLimit(), Mono.error(new StoreUnavailable("no answer")), alerting);
    }

    private Mono<Void> record(Parcel parcel, Sent sent) {
        Instant now = now();
        return store.settle(
                switch (sent) {
                    case Sent.Delivered _ -> settled(parcel, DecisionReason.DELIVERED, "", now);
                    case Sent.Refused(String reason) -> settled(parcel, DecisionReason.REFUSED, reason, now);
                    case Sent.TryAgain(String reason, Optional<Duration> after) -> {
                        int attempts = 1
                                + parcel.told().stream()
                                        .mapToInt(told -> told.decision().attempts())
                                        .max()
                                        .orElse(0);
                        Optional<Duration> wait = policy.backoff().after(attempts, after, random);
                        yield wait.isPresent()
                                ? later(parcel, DecisionReason.RETRYING, reason, 1, now.plus(wait.get()), now)
                                : settled(parcel, DecisionReason.GAVE_UP, reason, now);
                    }
                });
    }

    private static List<Settlement> settled(Parcel parcel, DecisionReason reason, String detail, Instant now) {
        return parcel.told().stream()
                .map(told -> new Settlement(
                        told.kept().number(),
                        reason,
                        cut(detail),
                        told.decision().attempts() + 1,
                        Optional.empty(),
                        now))
                .toList();
    }

    private static List<Settlement> later(
            Parcel parcel, DecisionReason reason, String detail, int more, Instant due, Instant now) {
        return parcel.told().stream()
                .map(told -> new Settlement(
                        told.kept().number(),
                        reason,
                        cut(detail),
                        told.decision().attempts() + more,
                        Optional.of(due.truncatedTo(ChronoUnit.MICROS)),
                        now))
                .toList();
    }

    private Message message(Parcel parcel) {
        Locale locale = routes.named(parcel.route()).map(Route::locale).orElse(Locale.ENGLISH);
        return new Message(parcel.told().stream().map(this::alert).toList(), parcel.groupKey(), locale);
    }

    private Alert alert(DueDecision told) {
        boolean over = told.decision().occasion() == Occasion.RESOLVED;
        EpisodeRecord episode = told.episode();
        KeptChange change = over ? episode.ended().orElseThrow() : episode.fired();
        Transition transition = change.change().transition();
        return new Alert(
                episode.episode().fingerprint(),
                told.rule().head(),
                transition.group(),
                transition.to(),
                episode.episode().startsAt(),
                over ? Optional.of(transition.at()) : Optional.empty(),
                transition.evidence(),
                told.decision().occasion() + " " + told.decision().step(),
                links.of(told.rule(), transition.group(), transition.evidence(), transition.at()),
                links.toTake(episode.episode().fingerprint()));
    }

    private Map<String, String> labelsOf(EpisodeRecord episode) {
        return Labels.of(ruleOf(episode.key().rule()), episode.key().group());
    }

    private AlertRule ruleOf(String id) {
        return rules.find(id)
                .map(KeptRule::rule)
                .orElseThrow(
                        () -> new IllegalStateException("there are alerts of the rule " + id + ", which is not kept"));
    }

    private Mono<Void> away(StoreUnavailable failure) {
        if (!away) {
            LOG.warn("event=alerts-not-delivered cause=\"{}\"", failure.toString());
        }
        away = true;
        return Mono.empty();
    }

    private void breakDown(Throwable bug) {
        broken = true;
        running.dispose();
        LOG.error("event=delivery-stopped", bug);
    }

    private static String cut(String text) {
        String clean = text.replace("\0", "");
        return clean.length() <= 500 ? clean : clean.substring(0, 500);
    }

    private Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
