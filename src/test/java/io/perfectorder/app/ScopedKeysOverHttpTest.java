package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.security.Permission;
import io.perfectorder.security.Route;
import io.perfectorder.security.Routes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every door that a key with a scope may use, against a filter over what an unbounded key reads. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.loopback-reading=closed",
            "monitor.admin-key=the-admin",
            "monitor.producer-key=the-producer",
            "monitor.clock=event-time"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class ScopedKeysOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADMIN = "the-admin";

    /** The event time of the last event sent: the first frames of a stream may be older than what was just acknowledged. */
    private static final String NOW = "2026-01-08T00:00:00Z";

    private static final String WINDOW = "window=P7D&asOf=" + NOW;
    private static final int ORDERS = 120;

    @TempDir
    static Path data;

    private static String carriers = "";
    private static String both = "";

    @Autowired
    private WebTestClient http;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeEach
    void sendOrdersAndMakeKeysOnce() {
        if (!carriers.isEmpty()) {
            return;
        }
        List<String> events = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            events.add("""
                    {"specversion":"1.0","id":"%1$d","source":"t","type":"order.placed","subject":"o-%1$d","time":"2026-01-01T00:00:00Z",\
                    "data":{"customerId":"c%2$d","tier":"t%3$d","region":"r%4$d","carrier":"k%5$d","promisedBy":"2026-01-0%6$dT12:00:00Z",\
                    "lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(i, i % 7, i % 3, i % 4, i % 5, i % 6 + 2));
        }
        events.add("""
                {"specversion":"1.0","id":"now","source":"t","type":"order.placed","subject":"now","time":"%s",\
                "data":{"customerId":"c0","tier":"t0","promisedBy":"2026-02-01T00:00:00Z","lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(NOW));
        http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer the-producer")
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .bodyValue(String.join("\n", events))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(events.size());
        carriers = key("{\"carrier\":[\"k1\",\"k3\"]}");
        both = key("{\"carrier\":[\"k1\",\"k2\"],\"tier\":[\"t0\",\"t2\"],\"customer\":[\"c1\",\"c2\",\"c3\",\"c6\"]}");
    }

    @Test
    void orders_areThoseInScope_onEveryPage() {
        for (Asker asker : askers()) {
            Set<String> paged = new TreeSet<>();
            String next = "";
            long total = -1;
            do {
                JsonNode page = get("/api/orders?outcome=all&limit=7&" + WINDOW + next, asker.key());
                page.path("orders").forEach(order -> paged.add(order.path("id").asString()));
                total = page.path("total").asLong();
                next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            } while (!next.isEmpty());

            assertThat(paged).isEqualTo(asker.ids()).isNotEmpty();
            assertThat(total).isEqualTo(paged.size());
        }
    }

    @Test
    void serviceLevels_countThoseInScope_byEveryDimension() {
        for (Asker asker : askers()) {
            for (String by : List.of("tier", "region", "carrier", "customer", "all")) {
                Map<String, Long> counted = new TreeMap<>();
                JsonNode levels = get("/api/service-levels?by=" + by + "&" + WINDOW, asker.key());
                levels.path("groups")
                        .forEach(group -> counted.put(
                                group.path("key").asString(), group.path("due").asLong()));
                Map<String, Long> expected = asker.orders().stream()
                        .collect(Collectors.groupingBy(
                                order -> by.equals("all")
                                        ? "all"
                                        : order.path(by).asString(),
                                TreeMap::new,
                                Collectors.counting()));

                assertThat(counted).as(by).isEqualTo(expected);
                assertThat(levels.path("total").path("due").asLong())
                        .isEqualTo(asker.orders().size());
            }
        }
    }

    @Test
    void askingForWhatIsOutside_isEmpty_andNeverMore() {
        assertThat(get("/api/orders?outcome=all&carrier=k0&" + WINDOW, carriers)
                        .path("total")
                        .asLong())
                .isZero();
        assertThat(get("/api/service-levels?carrier=k0&" + WINDOW, carriers)
                        .path("total")
                        .path("due")
                        .asLong())
                .isZero();
        assertThat(text("/api/orders.csv?outcome=all&carrier=k0&" + WINDOW, carriers)
                        .lines())
                .hasSize(1);
    }

    @Test
    void theExport_hasTheRowsInScope() {
        for (Asker asker : askers()) {
            Set<String> exported = text("/api/orders.csv?outcome=all&" + WINDOW, asker.key())
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",")[0].replace("\"", ""))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(exported).isEqualTo(asker.ids());
        }
    }

    @Test
    void oneOrder_isThereInScope_andUnknownOutOfIt() {
        for (Asker asker : askers()) {
            for (int i = 0; i < ORDERS; i++) {
                boolean mine = asker.ids().contains("o-" + i);
                assertThat(status(HttpMethod.GET, "/api/orders/o-" + i, asker.key()))
                        .as("o-%d", i)
                        .isEqualTo(mine ? 200 : 404);
            }
        }
    }

    @Test
    void theStream_countsThoseInScope() {
        for (Asker asker : askers()) {
            JsonNode levels = http.get()
                    .uri("/api/service-levels/stream?window=P7D&by=carrier")
                    .header("Authorization", "Bearer " + asker.key())
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .returnResult(String.class)
                    .getResponseBody()
                    .map(JSON::readTree)
                    .filter(frame -> frame.path("asOf").asString().equals(NOW))
                    .blockFirst(Duration.ofMinutes(1));
            assertThat(levels).isNotNull();
            Set<String> shown = new TreeSet<>();
            levels.path("groups").forEach(group -> shown.add(group.path("key").asString()));

            assertThat(levels.path("total").path("due").asLong())
                    .isEqualTo(asker.orders().size());
            assertThat(shown)
                    .isEqualTo(asker.orders().stream()
                            .map(order -> order.path("carrier").asString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyOtherDoor_isShut() {
        Set<String> open = Set.of(
                "/api/service-levels",
                "/api/service-levels/stream",
                "/api/orders",
                "/api/orders.csv",
                "/api/orders/{id}",
                "/api/alerts",
                "/api/alerts/stream",
                "/openapi.json");
        for (Route route : Routes.API) {
            if (route.needs().isPresent() && !open.contains(route.path())) {
                String path = route.path().replaceAll("\\{\\*?\\w+}", "1");
                assertThat(status(HttpMethod.valueOf(route.method()), path, carriers))
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
        assertThat(Routes.API.stream().filter(route -> open.contains(route.path())))
                .allMatch(route -> route.needs().equals(java.util.Optional.of(Permission.READ)));
    }

    private record Asker(String key, List<JsonNode> orders) {
        Set<String> ids() {
            return orders.stream()
                    .map(order -> order.path("id").asString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private List<Asker> askers() {
        List<JsonNode> all = get("/api/orders?outcome=all&limit=1000&" + WINDOW, ADMIN)
                .path("orders")
                .valueStream()
                .toList();
        assertThat(all).hasSize(ORDERS);
        return Stream.of(
                        asker(carriers, all, order -> in(order, "carrier", "k1", "k3")),
                        asker(
                                both,
                                all,
                                order -> in(order, "carrier", "k1", "k2")
                                        && in(order, "tier", "t0", "t2")
                                        && in(order, "customer", "c1", "c2", "c3", "c6")))
                .toList();
    }

    private static Asker asker(String key, List<JsonNode> all, Predicate<JsonNode> mine) {
        return new Asker(key, all.stream().filter(mine).toList());
    }

    private static boolean in(JsonNode order, String dimension, String... values) {
        return Set.of(values).contains(order.path(dimension).asString());
    }

    private String key(String scope) {
        String answer = http.post()
                .uri("/api/keys")
                .header("Authorization", "Bearer " + ADMIN)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"scoped\",\"role\":\"viewer\",\"scope\":" + scope + "}")
                .exchange()
                .expectStatus()
                .isCreated()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(String.valueOf(answer)).path("key").asString();
    }

    private JsonNode get(String path, String key) {
        return JSON.readTree(text(path, key));
    }

    private String text(String path, String key) {
        return String.valueOf(http.get()
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private int status(HttpMethod method, String path, String key) {
        return http.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + key)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
