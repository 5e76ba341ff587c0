package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.OrderList;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code GET /api/orders.csv}: all the orders behind a count, in one file of any length. The instant is pinned when the answer begins, so
 * the count in the header {@code X-Total-Count} and in the name of the file is that of the lines that follow. See ADR 0051.
 */
@RestController
final class OrdersCsvController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

    /** So that a spreadsheet reads the file as UTF-8. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Lines in one write; the next are read when these are on their way. */
    private static final int CHUNK = 200;

    private static final Set<String> PARAMETERS =
            QueryParameters.names("measure", "outcome", "window", "asOf", "knownAt", "limit", "cause", "alone", "sort");

    private final OrderLists lists;
    private final Readings readings;
    private final MonitorClock clock;

    OrdersCsvController(OrderLists lists, Readings readings, MonitorClock clock) {
        this.lists = lists;
        this.readings = readings;
        this.clock = clock;
    }

    @GetMapping(path = "/api/orders.csv", produces = "text/csv")
    Mono<ResponseEntity<Flux<String>>> export(
            @RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        long asOf = parameters.asOfMinute().orElseGet(() -> Panes.lastMinuteOf(clock.now()));
        long most = parameters.has("limit") ? parameters.limit() : Long.MAX_VALUE;
        long asked = parameters.knownAt().map(ServiceLevelsController::micros).orElse(Selection.NOW);
        long from = asOf - parameters.window().minutes();
        return readings.lastRecordedMicros()
                .map(last -> Math.min(last, asked))
                .zipWith(Scopes.of(exchange))
                .map(asker -> new OrderList(
                        new Selection(
                                from, asOf, asker.getT1(), parameters.filters(), Scopes.dimensions(asker.getT2())),
                        parameters.measure(),
                        parameters.outcome(),
                        parameters.causes(),
                        parameters.sort()))
                .flatMap(list -> lists.count(list).map(count -> file(list, asOf, Math.min(count, most))));
    }

    private ResponseEntity<Flux<String>> file(OrderList list, long asOf, long count) {
        String name = "orders-" + MINUTE.format(Panes.instantOf(asOf)) + "-" + count + ".csv";
        Flux<String> lines = lists.all(list).take(count).map(CsvRow::of);
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Total-Count", String.valueOf(count))
                .header("X-Content-Type-Options", "nosniff")
                .body(Flux.concat(
                        Mono.just(BYTE_ORDER_MARK + CsvRow.head()),
                        lines.buffer(CHUNK).map(chunk -> String.join("", chunk))));
    }
}
