package io.perfectorder.api;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.EventEffect;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.OrderPage;
import io.perfectorder.pipeline.OrderQuery;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/orders}, the orders behind a count, and {@code GET /api/orders/{id}}, one order explained. */
@RestController
final class OrdersController {
    private static final Set<String> PARAMETERS =
            QueryParameters.names("measure", "outcome", "window", "asOf", "knownAt", "limit", "cursor");

    private final Readings readings;
    private final MonitorClock clock;
    private final GraceByTier grace;
    private final JsonMapper json;

    OrdersController(Readings readings, MonitorClock clock, GraceByTier grace, JsonMapper json) {
        this.readings = readings;
        this.clock = clock;
        this.grace = grace;
        this.json = json;
    }

    @GetMapping(path = "/api/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> orders(@RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        Optional<OrderCursor> cursor = parameters.cursor();
        long asOf = cursor.map(OrderCursor::asOfMinute)
                .or(parameters::asOfMinute)
                .orElseGet(() -> Panes.lastMinuteOf(clock.now()));
        // An instant that is still to come is pinned too: pages must not change while events keep coming.
        long asked = parameters.knownAt().map(ServiceLevelsController::micros).orElse(Selection.NOW);
        Mono<Long> knownAt = cursor.map(OrderCursor::knownAtMicros)
                .map(Mono::just)
                .orElseGet(() -> readings.lastRecordedMicros().map(last -> Math.min(last, asked)));
        OrderQuery.Wanted wanted = parameters.outcome();
        Measure measure = parameters.measure();
        int limit = parameters.limit();
        long from = asOf - parameters.window().minutes();
        Map<GroupBy, String> filters = parameters.filters();
        return Mono.zip(knownAt, Scopes.of(exchange))
                .flatMap(asker -> readings.orders(new OrderQuery(
                                new Selection(from, asOf, asker.getT1(), filters, Scopes.dimensions(asker.getT2())),
                                measure,
                                wanted,
                                limit,
                                cursor.map(OrderCursor::after)))
                        .map(page -> page(page, parameters.question(), asOf, asker.getT1())));
    }

    @GetMapping(path = "/api/orders/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> order(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        new QueryParameters(query, Set.of());
        if (id.indexOf('\0') >= 0) {
            return Mono.error(unknown(id));
        }
        Mono<List<StoredEvent>> found = readings.eventsOf(id)
                .map(events -> events.stream()
                        .filter(stored -> !(stored.event() instanceof OrderEvent.CustomerRegistered))
                        .toList())
                .filter(events -> !events.isEmpty());
        return found.zipWith(Scopes.of(exchange))
                .filter(asked -> asked.getT2().isAll() || asked.getT2().holds(placeOf(asked.getT1())))
                .map(asked -> explain(id, asked.getT1()))
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    /** Where the order counts; empty while nobody knows. */
    private Map<String, String> placeOf(List<StoredEvent> events) {
        OrderFacts facts = OrderFacts.none();
        for (StoredEvent stored : events) {
            facts = facts.with(stored.event());
        }
        return switch (facts.judge(grace)) {
            case Verdict.Waiting _ -> Map.of();
            case Verdict.Withdrawn withdrawn -> placeOf(withdrawn.dimensions());
            case Verdict.Judged judged -> placeOf(judged.dimensions());
        };
    }

    private static Map<String, String> placeOf(Dimensions dimensions) {
        return Map.of(
                "customer", dimensions.customer(),
                "tier", dimensions.tier(),
                "region", dimensions.region(),
                "carrier", dimensions.carrier());
    }

    private static ResponseStatusException unknown(String id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no event names an order '" + id + "'");
    }

    private static Map<String, Object> page(OrderPage page, long question, long asOf, long knownAt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", page.total());
        json.put("orders", page.rows().stream().map(OrdersController::row).toList());
        if (page.more()) {
            OrderRow last = page.rows().getLast();
            OrderQuery.After after = new OrderQuery.After(last.verdict().deadline(), last.orderId());
            json.put("next", new OrderCursor(question, asOf, knownAt, after).text());
        }
        return json;
    }

    private static Map<String, Object> row(OrderRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", row.orderId());
        addPlace(json, row.verdict().deadline(), row.verdict().dimensions());
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            verdicts.put(criterion.key(), row.verdict().meets(criterion));
        }
        json.put("verdicts", verdicts);
        return json;
    }

    private static void addPlace(Map<String, Object> json, Instant deadline, Dimensions dimensions) {
        json.put("deadline", deadline.toString());
        json.put("customer", dimensions.customer());
        json.put("tier", dimensions.tier());
        json.put("region", dimensions.region());
        json.put("distributionCentre", dimensions.distributionCentre());
        json.put("carrier", dimensions.carrier());
        json.put("channel", dimensions.channel());
    }

    private Map<String, Object> explain(String id, List<StoredEvent> events) {
        OrderFacts facts = OrderFacts.none()
                .withAll(events.stream().map(StoredEvent::event).toList());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        switch (facts.judge(grace)) {
            case Verdict.Waiting _ -> json.put("state", "waiting");
            case Verdict.Withdrawn withdrawn -> {
                json.put("state", "withdrawn");
                addPlace(json, withdrawn.deadline(), withdrawn.dimensions());
            }
            case Verdict.Judged judged -> {
                json.put("state", "judged");
                addPlace(json, judged.deadline(), judged.dimensions());
                json.put("verdicts", verdicts(judged, facts.because(grace)));
            }
        }
        json.put("events", events(events, facts));
        return json;
    }

    private static Map<String, Object> verdicts(Verdict.Judged judged, Map<Criterion, String> because) {
        Map<String, Object> verdicts = new LinkedHashMap<>();
        for (Criterion criterion : Criterion.values()) {
            verdicts.put(
                    criterion.key(),
                    Map.of("met", judged.meets(criterion), "because", because.getOrDefault(criterion, "")));
        }
        return verdicts;
    }

    private List<Map<String, Object>> events(List<StoredEvent> events, OrderFacts facts) {
        Map<EventIdentity, EventEffect> effects = facts.effects();
        List<Map<String, Object>> list = new ArrayList<>();
        for (StoredEvent stored : events) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("source", stored.event().header().identity().source());
            event.put("id", stored.event().header().identity().id());
            event.put("type", stored.type());
            event.put("time", stored.event().header().time().toString());
            event.put("recordedAt", stored.recordedAt().toString());
            EventEffect effect = effects.getOrDefault(stored.event().header().identity(), EventEffect.IGNORED);
            event.put("effect", effect.name().toLowerCase(Locale.ROOT));
            event.put("data", json.readTree(stored.raw()).path("data"));
            list.add(event);
        }
        return list;
    }
}
