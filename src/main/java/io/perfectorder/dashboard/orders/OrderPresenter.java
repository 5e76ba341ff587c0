package io.perfectorder.dashboard.orders;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.EventEffect;
import io.perfectorder.core.verdict.Explanation;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.dashboard.orders.OrderModel.CriterionRow;
import io.perfectorder.dashboard.orders.OrderModel.EventRow;
import io.perfectorder.dashboard.orders.OrderModel.Fact;
import io.perfectorder.dashboard.parts.Spans;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.Acknowledgement;
import io.perfectorder.pipeline.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Decides what the page of one order shows. */
final class OrderPresenter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Words words;
    private final ViewerFormat format;
    private final GraceByTier grace;

    OrderPresenter(Words words, ViewerFormat format, GraceByTier grace) {
        this.words = words;
        this.format = format;
        this.grace = grace;
    }

    /** Empty when no event names an order of that id. */
    Optional<OrderModel> present(String id, List<StoredEvent> stored, List<Acknowledgement> acknowledged) {
        List<StoredEvent> events = stored.stream()
                .filter(each -> !(each.event() instanceof OrderEvent.CustomerRegistered))
                .sorted(Comparator.comparing(each -> each.event().header()))
                .toList();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        OrderFacts facts = OrderFacts.none()
                .withAll(events.stream().map(StoredEvent::event).toList());
        Verdict verdict = facts.judge(grace);
        Optional<Explanation> told = facts.explain(grace);
        List<EventRow> rows = rows(events, facts.effects());
        return Optional.of(new OrderModel(
                id,
                state(verdict),
                note(verdict, told),
                facts(verdict, told),
                verdict instanceof Verdict.Judged judged ? criteria(judged, told) : List.of(),
                told.stream()
                        .flatMap(each -> each.lines().stream())
                        .map(line -> new OrderModel.Line(
                                String.valueOf(line.line().line()),
                                line.line().sku(),
                                line.line().quantity().toString(),
                                line.kept().stripTrailingZeros().toPlainString(),
                                line.complete()
                                        ? new Mark("good", "check", "line.complete")
                                        : new Mark("bad", "close", "line.short")))
                        .toList(),
                TimeLines.of(events, rows, told, format, words),
                rows,
                acknowledged.stream()
                        .map(each -> new OrderModel.Taken(each.by(), format.second(each.at()), each.note()))
                        .toList()));
    }

    private static List<Mark> state(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Waiting _ -> List.of(new Mark("none", "clock", "state.waiting"));
            case Verdict.Withdrawn _ -> List.of(new Mark("none", "none", "state.withdrawn"));
            case Verdict.Judged judged -> Mark.of(judged);
        };
    }

    private Optional<String> note(Verdict verdict, Optional<Explanation> told) {
        return switch (verdict) {
            case Verdict.Waiting _ -> Optional.of(words.say("state.waiting.why"));
            case Verdict.Withdrawn _ ->
                told.map(each -> new ReasonTexts(words, format)
                        .sentence(each.reasons().getOrDefault(Criterion.DELIVERED, List.of())));
            case Verdict.Judged _ -> Optional.empty();
        };
    }

    private List<Fact> facts(Verdict verdict, Optional<Explanation> told) {
        List<Fact> facts = new ArrayList<>();
        told.ifPresent(each -> {
            String by = format.second(each.promisedBy());
            facts.add(fact(
                    "order.promised",
                    each.promisedFrom()
                            .map(from -> words.say("order.from-to", format.second(from), by))
                            .orElseGet(() -> words.say("order.by", by))));
            Duration given = Duration.between(each.promisedBy(), each.deadline());
            facts.add(fact(
                    "order.deadline",
                    given.isZero()
                            ? format.second(each.deadline())
                            : words.say("order.grace", format.second(each.deadline()), Spans.exact(given, words))));
        });
        dimensions(verdict).ifPresent(place -> {
            facts.add(fact("by.customer", place.customer()));
            facts.add(fact("by.tier", place.tier()));
            facts.add(fact("by.region", place.region()));
            facts.add(fact("by.distributionCentre", place.distributionCentre()));
            facts.add(fact("by.carrier", place.carrier()));
            facts.add(fact("by.channel", place.channel()));
        });
        return facts;
    }

    private Fact fact(String label, String value) {
        return new Fact(words.say(label), value);
    }

    private static Optional<Dimensions> dimensions(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Waiting _ -> Optional.empty();
            case Verdict.Withdrawn withdrawn -> Optional.of(withdrawn.dimensions());
            case Verdict.Judged judged -> Optional.of(judged.dimensions());
        };
    }

    private List<CriterionRow> criteria(Verdict.Judged judged, Optional<Explanation> told) {
        ReasonTexts texts = new ReasonTexts(words, format);
        return Arrays.stream(Criterion.values())
                .filter(criterion -> criterion != Criterion.ERROR_FREE)
                .map(criterion -> {
                    boolean met = judged.meets(criterion);
                    boolean complaint = criterion == Criterion.COMPLAINED;
                    String tone = complaint ? met ? "near" : "good" : met ? "good" : "bad";
                    String word = complaint ? met ? "complaint.yes" : "complaint.no" : met ? "met" : "missed";
                    return new CriterionRow(
                            words.say("criterion." + criterion.key()),
                            tone,
                            tone.equals("good") ? "check" : complaint ? "bell" : "close",
                            words.say("criterion." + word),
                            told.map(each -> texts.sentence(each.reasons().getOrDefault(criterion, List.of())))
                                    .orElse(""));
                })
                .toList();
    }

    private List<EventRow> rows(List<StoredEvent> events, Map<EventIdentity, EventEffect> effects) {
        List<EventRow> rows = new ArrayList<>();
        for (StoredEvent stored : events) {
            OrderEvent event = stored.event();
            EventIdentity identity = event.header().identity();
            EventEffect effect = effects.getOrDefault(identity, EventEffect.IGNORED);
            Instant time = event.header().time();
            Duration behind = Duration.between(time, stored.recordedAt());
            rows.add(new EventRow(
                    rows.size() + 1,
                    words.say("event." + stored.type()),
                    tone(effect),
                    words.say("effect." + effect.name().toLowerCase(Locale.ROOT)),
                    explains(event, effect),
                    format.second(time),
                    format.second(stored.recordedAt()),
                    behind.compareTo(Duration.ofMinutes(1)) > 0
                            ? words.say("event.behind", Spans.exact(behind, words))
                            : "",
                    identity.source(),
                    identity.id(),
                    pretty(stored.raw())));
        }
        return rows;
    }

    private static String tone(EventEffect effect) {
        return switch (effect) {
            case COUNTS -> "good";
            case SUPERSEDED, IGNORED -> "none";
            case RETRACTED, CONFLICT -> "near";
        };
    }

    /** Why an event has another effect than the usual one. */
    private String explains(OrderEvent event, EventEffect effect) {
        return switch (effect) {
            case COUNTS ->
                event instanceof OrderEvent.Retracted retraction
                        ? words.say(
                                "effect.retracts",
                                retraction.retracted().source(),
                                retraction.retracted().id())
                        : "";
            case SUPERSEDED -> words.say("effect.superseded.why");
            case RETRACTED -> words.say("effect.retracted.why");
            case CONFLICT -> words.say("effect.conflict.why");
            case IGNORED ->
                event instanceof OrderEvent.Amended amended && amended.agreedBy() == Party.SUPPLIER
                        ? words.say("effect.supplier.why")
                        : words.say("effect.ignored.why");
        };
    }

    private static String pretty(String raw) {
        try {
            return JSON.writeValueAsString(JSON.readTree(raw));
        } catch (JacksonException unreadable) {
            return raw;
        }
    }
}
