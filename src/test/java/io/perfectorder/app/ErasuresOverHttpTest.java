package io.perfectorder.app;

import static io.perfectorder.app.CustomerEvents.complaint;
import static io.perfectorder.app.CustomerEvents.event;
import static io.perfectorder.app.CustomerEvents.placed;
import static io.perfectorder.app.CustomerEvents.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.ErasureStore;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.OrdersAtRisk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer is erased over the running server: afterwards nothing names it, and every count is what it was. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.loopback-reading=closed",
            "monitor.producer-key=the-producer",
            "monitor.viewer-key=the-viewer",
            "monitor.manager-key=the-manager",
            "monitor.admin-key=the-admin"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class ErasuresOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** What only this customer has in its names and texts. */
    private static final String NAME = "Beispielmann";

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MonitorLoop loop;

    @Autowired
    private Acknowledgements acknowledgements;

    @Autowired
    private OrdersAtRisk atRisk;

    @Autowired
    private ErasureStore store;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @Test
    void anErasedCustomer_isNamedNowhere_andEveryCountIsWhatItWas() {
        String customer = "C-4711/Müller";
        history(customer, "first");
        peopleName(customer, "first");
        Instant known = Instant.now();
        Map<String, JsonNode> before = counts("customer", "");
        Map<String, JsonNode> byTier = counts("tier", "");
        Map<String, JsonNode> knownBefore = counts("customer", "&knownAt=" + known);
        assertThat(EveryTable.rowsWith(database, customer)).isNotEmpty();
        assertThat(EveryTable.rowsWith(database, NAME)).isNotEmpty();

        JsonNode erased = erase(customer);
        String pseudonym = erased.path("pseudonym").asString();

        assertThat(pseudonym).startsWith("erased-");
        assertThat(erased.path("orders").asInt()).isEqualTo(3);
        assertThat(EveryTable.rowsWith(database, customer)).isEmpty();
        assertThat(EveryTable.rowsWith(database, NAME)).isEmpty();
        assertThat(counts("customer", "")).isEqualTo(renamed(before, customer, pseudonym));
        assertThat(counts("customer", "&knownAt=" + known)).isEqualTo(renamed(knownBefore, customer, pseudonym));
        assertThat(counts("tier", "")).isEqualTo(byTier);
        assertThat(Objects.requireNonNull(atRisk.current().block(PATIENCE)).toString())
                .doesNotContain(customer)
                .contains(pseudonym);
        awaitAlertOf(pseudonym);

        anEventThatComesLate_orTwice(customer, pseudonym);
        Map<String, JsonNode> later = counts("customer", "");
        judgedAgainFromTheJournal();
        assertThat(counts("customer", "")).isEqualTo(later);
        assertThat(EveryTable.rowsWith(database, customer)).isEmpty();
        assertThat(EveryTable.rowsWith(database, NAME)).isEmpty();
        assertThat(ask(HttpMethod.GET, "/api/audit?limit=1000", "the-admin", "", 200)
                        .toString())
                .contains("POST /api/erasures", pseudonym)
                .doesNotContain("4711");
    }

    /** The names come again in every way in which they may come. */
    private void anEventThatComesLate_orTwice(String customer, String pseudonym) {
        JsonNode receipt = send(
                registered("first-r", customer, NAME),
                event("late-1", "customer.registered", customer, "{\"name\":\"" + NAME + "\",\"tier\":\"gold\"}"),
                placed("late-2", "order-late", customer, ""),
                complaint("late-3", "first-1", NAME + " called again"),
                event(
                        "late-4",
                        "order.lost",
                        "first-1",
                        "{\"customerId\":\"" + customer + "\",\"name\":\"" + NAME + "\"}"),
                "{\"type\":\"order.placed\",\"data\":{\"customerId\":\"C-4711\\/M\\u00fcller\",\"name\":\"" + NAME
                        + "\"");

        assertThat(receipt.path("duplicates").asInt()).isEqualTo(1);
        assertThat(receipt.path("accepted").asInt()).isEqualTo(3);
        assertThat(receipt.path("rejected").asInt()).isEqualTo(2);
        JsonNode order = ask(HttpMethod.GET, "/api/orders/order-late", "the-viewer", "", 200);
        assertThat(order.toString()).contains(pseudonym).contains("gold");

        String again = erase(customer).path("pseudonym").asString();
        assertThat(again).isEqualTo(pseudonym);
        assertThat(erase(pseudonym).path("pseudonym").asString()).isEqualTo(pseudonym);
        assertThat(ask(HttpMethod.GET, "/api/erasures", "the-admin", "", 200)
                        .path("erasures")
                        .valueStream()
                        .filter(each -> each.path("pseudonym").asString().equals(pseudonym)))
                .hasSize(1);
    }

    @Test
    void anErasureThatWasCutOff_isFinishedWithoutBeingAskedAgain() {
        String customer = "half-erased";
        history(customer, "half");
        Map<String, JsonNode> before = counts("customer", "");
        String pseudonym = erase(customer).path("pseudonym").asString();

        // As a process leaves it that dies when half of the orders are done and the other half has come back from it.
        database.sql("update verdict_history set customer = 'half-erased' where order_id = 'half-1'")
                .then()
                .then(database.sql(
                                "update journal set raw = replace(raw, :pseudonym, 'half-erased') where subject = 'half-1'")
                        .bind("pseudonym", pseudonym)
                        .then())
                // Last, since the leader begins when it sees this.
                .then(database.sql(
                                "update erasure set customer = 'half-erased', finished_at = null where pseudonym = :pseudonym")
                        .bind("pseudonym", pseudonym)
                        .then())
                .block(PATIENCE);
        finished(pseudonym);

        assertThat(EveryTable.rowsWith(database, customer)).isEmpty();
        assertThat(counts("customer", "")).isEqualTo(renamed(before, customer, pseudonym));
        assertThat(store.pending().block(PATIENCE)).isEmpty();
    }

    @Test
    void anIdThatIsPartOfAnother_leavesTheOtherAlone() {
        send(
                placed("part-1", "part-a", "P-1", ""),
                placed("part-2", "part-b", "P-12", ""),
                placed("part-3", "P-1", "P-1-A", ""));
        Map<String, JsonNode> before = counts("customer", "");

        String pseudonym = erase("P-1").path("pseudonym").asString();

        assertThat(counts("customer", "")).isEqualTo(renamed(before, "P-1", pseudonym));
        JsonNode order = ask(HttpMethod.GET, "/api/orders/P-1", "the-viewer", "", 200);
        assertThat(order.path("state").asString()).isEqualTo("judged");
        assertThat(send(event(
                                "part-4",
                                "event.retracted",
                                "P-1",
                                "{\"retractedSource\":\"shop\",\"retractedId\":\"part-3\"}"))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(ask(HttpMethod.GET, "/api/orders/P-1", "the-viewer", "", 200)
                        .path("state")
                        .asString())
                .isEqualTo("waiting");
    }

    @Test
    void wrongRequests_areToldWhatIsAllowed_andOthersThanAdministratorsAreRefused() {
        for (String body :
                List.of("[", "{}", "[]", "{\"customer\":\"\"}", "{\"customer\":7}", "{\"customer\":\"a\",\"b\":1}")) {
            assertThat(ask(HttpMethod.POST, "/api/erasures", "the-admin", body, 400)
                            .path("detail")
                            .asString())
                    .as(body)
                    .containsAnyOf("customer", "JSON");
        }
        ask(HttpMethod.POST, "/api/erasures", "the-admin", "{\"customer\":\"" + "x".repeat(101) + "\"}", 400);
        for (String key : List.of("the-viewer", "the-manager", "the-producer")) {
            ask(HttpMethod.POST, "/api/erasures", key, "{\"customer\":\"a\"}", 403);
            ask(HttpMethod.GET, "/api/erasures", key, "", 403);
        }
    }

    /** Events of the customer with all that may name it, in any order, and letters that do. */
    private void history(String customer, String prefix) {
        String escaped = customer.replace("/", "\\/").replace("ü", "\\u00fc");
        JsonNode receipt = send(
                complaint(prefix + "-c", prefix + "-1", NAME + " was not at home"),
                registered(prefix + "-r", customer, NAME),
                placed(
                        prefix + "-p1",
                        prefix + "-1",
                        customer,
                        ",\"contact\":{\"name\":\"" + NAME + "\",\"phone\":123456789}"),
                placed(prefix + "-p2", prefix + "-2", escaped, ",\"note\":\"ring at " + NAME + "\""),
                placed(prefix + "-p3", prefix + "-3", customer, "")
                        .replace("\"sku\"", "\"engraving\":\"" + NAME + "\",\"sku\""),
                event(
                        prefix + "-d",
                        "delivery.completed",
                        prefix + "-2",
                        "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":2.5}],\"proofOfDelivery\":\"signed: "
                                + NAME + "\"}"),
                placed(prefix + "-o", prefix + "-other", "somebody", ""),
                complaint(prefix + "-oc", prefix + "-other", "has the parcel of " + escaped + ", too"),
                event(
                        prefix + "-bad",
                        "order.placed",
                        prefix + "-1",
                        "{\"customerId\":\"" + escaped + "\",\"currency\":\"" + NAME + "\"}"),
                event(
                        prefix + "-bad2",
                        "complaint.opened",
                        prefix + "-1",
                        "{\"complaintId\":\"\",\"description\":\"" + NAME + "\"}"),
                "{\"customerId\": \"" + customer + "\", \"name\": \"" + NAME);
        assertThat(receipt.path("accepted").asInt()).isEqualTo(8);
        assertThat(receipt.path("rejected").asInt()).isEqualTo(3);
    }

    private void peopleName(String customer, String prefix) {
        acknowledgements.add(List.of(prefix + "-1"), "Ann", "spoke to " + NAME).block(PATIENCE);
        acknowledgements
                .add(List.of(prefix + "-other"), "Ann", "see " + customer + "; urgent")
                .block(PATIENCE);
        ask(HttpMethod.PUT, "/api/alerts/rules/" + prefix, "the-manager", """
                {"id":"%s","kind":"any-failure","owner":"o","window":"P1D","scope":{"customer":"%s"}}""".formatted(prefix, customer), 200);
        ask(HttpMethod.POST, "/api/alerts/silences", "the-manager", """
                {"match":{"customer":"%1$s"},"until":"2099-01-01T00:00:00Z","by":"Ann","reason":"%1$s moves"}""".formatted(customer), 200);
        ask(HttpMethod.POST, "/api/keys", "the-admin", """
                {"name":"for %1$s","role":"viewer","scope":{"customer":["%1$s","other"]}}""".formatted(customer), 201);
        awaitAlertOf(customer);
    }

    private void awaitAlertOf(String customer) {
        Mono.fromSupplier(() -> ask(HttpMethod.GET, "/api/alerts", "the-viewer", "", 200)
                        .path("alerts")
                        .valueStream()
                        .anyMatch(alert -> alert.path("group")
                                .path("customer")
                                .asString("")
                                .equals(customer)))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .filter(there -> there)
                .repeatWhenEmpty(looks -> looks.delayElements(Duration.ofMillis(100)))
                .block(PATIENCE);
    }

    private JsonNode erase(String customer) {
        JsonNode asked = JSON.readTree(http.post()
                .uri("/api/erasures")
                .header("Authorization", "Bearer the-admin")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsString(Map.of("customer", customer)))
                .exchange()
                .expectStatus()
                .is2xxSuccessful()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        return finished(asked.path("pseudonym").asString());
    }

    private JsonNode finished(String pseudonym) {
        return Objects.requireNonNull(Mono.fromSupplier(() -> ask(HttpMethod.GET, "/api/erasures", "the-admin", "", 200)
                        .path("erasures")
                        .valueStream()
                        .filter(each -> each.path("pseudonym").asString().equals(pseudonym)
                                && each.path("state").asString().equals("finished"))
                        .findFirst())
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .flatMap(Mono::justOrEmpty)
                .repeatWhenEmpty(looks -> looks.delayElements(Duration.ofMillis(100)))
                .block(PATIENCE));
    }

    /** As at a start under another policy: nothing but the journal counts. */
    private void judgedAgainFromTheJournal() {
        database.sql("update history_progress set policy = 'another'").then().block(PATIENCE);
        loop.renew()
                .then(Mono.defer(loop::settled).retryWhen(Retry.fixedDelay(600, Duration.ofMillis(100))))
                .block(PATIENCE);
    }

    /** The counts of the last day by key. */
    private Map<String, JsonNode> counts(String by, String more) {
        JsonNode levels = ask(
                HttpMethod.GET,
                "/api/service-levels?window=P1D&asOf=" + CustomerEvents.NOW + "&by=" + by + more,
                "the-viewer",
                "",
                200);
        Map<String, JsonNode> counts = new TreeMap<>();
        levels.path("groups").forEach(group -> {
            String key = group.path("key").asString();
            ((tools.jackson.databind.node.ObjectNode) group).remove("key");
            counts.put(key, group);
        });
        assertThat(counts).isNotEmpty();
        return counts;
    }

    private static Map<String, JsonNode> renamed(Map<String, JsonNode> counts, String from, String to) {
        Map<String, JsonNode> renamed = new TreeMap<>(counts);
        renamed.put(to, Objects.requireNonNull(renamed.remove(from)));
        return renamed;
    }

    private JsonNode send(String... events) {
        return JSON.readTree(http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer the-producer")
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .bodyValue(String.join("\n", events))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode ask(HttpMethod method, String path, String key, String body, int status) {
        WebTestClient.RequestBodySpec request = http.method(method).uri(path).header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
        }
        String answer = request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? JSON.createObjectNode() : JSON.readTree(answer);
    }
}
