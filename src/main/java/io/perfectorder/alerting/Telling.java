package io.perfectorder.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans who is to be told of an episode, on which occasion and when: pure functions of what is kept of it and of the routes. */
final class Telling {
    private final Routes routes;

    Telling(Routes routes) {
        this.routes = routes;
    }

    /** What follows from the beginning of an episode. */
    List<Decision> fired(KeptChange change, Map<String, String> labels) {
        Instant at = change.change().transition().at();
        Optional<Route> route = routes.of(labels);
        if (route.isEmpty()) {
            return List.of(dropped(change, Occasion.FIRED, DecisionReason.NO_ROUTE, at));
        }
        return toldBy(route.get(), change, Occasion.FIRED, labels, at);
    }

    /** What follows from the end of an episode: whoever was told that it fired, or is about to be, is told that it is resolved. */
    List<Decision> ended(KeptChange change, EpisodeRecord episode, Map<String, String> labels) {
        Instant at = change.change().transition().at();
        Set<String> told = new LinkedHashSet<>();
        List<Decision> decisions = new ArrayList<>();
        for (KeptDecision kept : episode.decisions()) {
            Decision before = kept.decision();
            boolean heard = before.reason().isOpen() || before.reason().wasTried();
            if (heard && before.occasion() != Occasion.RESOLVED && told.add(before.channel())) {
                Optional<Route> route = routes.named(before.route());
                Duration gather = route.map(Route::gather).orElse(Duration.ZERO);
                String groupKey = route.map(r -> r.groupKey(labels)).orElse(before.groupKey());
                decisions.add(open(
                        change,
                        Occasion.RESOLVED,
                        0,
                        new Line(before.route(), before.channel()),
                        groupKey,
                        DecisionReason.GATHERING,
                        at,
                        at.plus(gather)));
            }
        }
        return decisions.isEmpty()
                ? List.of(dropped(change, Occasion.RESOLVED, DecisionReason.NEVER_TOLD, at))
                : decisions;
    }

    /** What is due for an episode that goes on: repetition, escalation, and what was muted and is no more, and what a route takes that no route took. */
    List<Decision> goesOn(EpisodeRecord episode, Map<String, String> labels, Mutes mutes, Instant now) {
        if (episode.heldAt(now).isPresent() || mutes.of(labels, now).isPresent()) {
            return List.of();
        }
        List<Decision> planned = new ArrayList<>();
        Map<Line, Decision> newest = new LinkedHashMap<>();
        Map<String, Instant> reached = new LinkedHashMap<>();
        Map<Line, Integer> steps = new LinkedHashMap<>();
        for (KeptDecision kept : episode.decisions()) {
            Decision decision = kept.decision();
            Line line = new Line(decision.route(), decision.channel());
            newest.put(line, decision);
            steps.merge(line, 1, Integer::sum);
            reached.putIfAbsent(decision.route(), decision.plannedAt());
        }
        newest.forEach((line, last) -> again(line, last, now)
                .ifPresent(occasion -> planned.add(open(
                        episode.fired(),
                        occasion,
                        steps.getOrDefault(line, 0),
                        line,
                        last.groupKey(),
                        DecisionReason.GATHERING,
                        now,
                        now))));
        reached.forEach((name, since) -> routes.named(name)
                .flatMap(Route::escalation)
                .filter(step -> !now.isBefore(since.plus(step.after())) && !reached.containsKey(step.to()))
                .flatMap(step -> routes.named(step.to()))
                .ifPresent(next -> planned.addAll(toldBy(next, episode.fired(), Occasion.ESCALATED, labels, now))));
        if (reached.keySet().stream().allMatch(String::isEmpty)) {
            // No route took it when it began to fire; one that has come since does.
            routes.of(labels)
                    .ifPresent(route -> planned.addAll(toldBy(route, episode.fired(), Occasion.FIRED, labels, now)));
        }
        return planned;
    }

    private record Line(String route, String channel) {}

    private Optional<Occasion> again(Line line, Decision last, Instant now) {
        if (last.reason().isMuted()) {
            return Optional.of(Occasion.UNMUTED);
        }
        Optional<Instant> settled = last.settledAt().filter(_ -> last.reason().wasTried());
        return routes.named(line.route())
                .flatMap(Route::repeatEvery)
                .filter(every ->
                        settled.filter(at -> !now.isBefore(at.plus(every))).isPresent())
                .map(_ -> Occasion.REPEATED);
    }

    private static List<Decision> toldBy(
            Route route, KeptChange change, Occasion occasion, Map<String, String> labels, Instant at) {
        String key = route.groupKey(labels);
        return route.channels().stream()
                .distinct()
                .map(channel -> open(
                        change,
                        occasion,
                        0,
                        new Line(route.name(), channel),
                        key,
                        DecisionReason.GATHERING,
                        at,
                        at.plus(route.gather())))
                .toList();
    }

    private static Decision open(
            KeptChange change,
            Occasion occasion,
            int step,
            Line line,
            String groupKey,
            DecisionReason reason,
            Instant at,
            Instant due) {
        return new Decision(
                change.change().episode().orElseThrow(),
                change.number(),
                occasion,
                step,
                line.route(),
                line.channel(),
                groupKey,
                reason,
                "",
                at,
                Optional.empty(),
                Optional.of(due),
                0);
    }

    private static Decision dropped(KeptChange change, Occasion occasion, DecisionReason reason, Instant at) {
        return new Decision(
                change.change().episode().orElseThrow(),
                change.number(),
                occasion,
                0,
                "",
                "",
                "",
                reason,
                "",
                at,
                Optional.of(at),
                Optional.empty(),
                0);
    }
}
