package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Alerts from the rule to the answer why nobody was told, over HTTP and on a real PostgreSQL. */
class AlertsOverHttpTest extends ReadingHttp {
    /** In the longest live window only, and in a tier of our own. */
    private static final Instant MISSED =
            Instant.now().minus(Duration.ofDays(20)).truncatedTo(ChronoUnit.HOURS);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> rules = new ArrayList<>();

    @AfterEach
    void takeRulesOutOfUse() {
        rules.forEach(
                id -> call(HttpMethod.DELETE, "/api/alerts/rules/" + id, "").expectBody());
    }

    @Test
    void anAlertFires_isSilencedAcknowledgedAndResolved_andEveryStepIsExplained() {
        send(List.of(placed("alerts-1", "alerts", MISSED.toString())));
        JsonNode silence = json(call(HttpMethod.POST, "/api/alerts/silences", """
                {"match": {"rule": "any-miss"}, "until": "2099-01-01T00:00:00Z", "by": "Ann", "reason": "a test"}"""));
        save("any-miss", """
                {"id": "any-miss", "kind": "any-failure", "owner": "operations", "window": "P30D", "scope": {"tier": "tier-alerts"}}""");

        JsonNode firing =
                await("any-miss", alert -> alert.path("phase").asString().equals("firing"));
        String fingerprint = firing.path("fingerprint").asString();
        JsonNode taken =
                json(call(HttpMethod.POST, "/api/alerts/" + fingerprint + "/acknowledge", "{by: Ann, note: on it}"));
        JsonNode held = await("any-miss", alert -> alert.has("acknowledged"));

        assertThat(firing.path("group").path("tier").asString()).isEqualTo("tier-alerts");
        assertThat(firing.path("evidence").path("orders").asLong()).isEqualTo(1);
        assertThat(firing.path("muted").path("reason").asString()).isEqualTo("silenced");
        assertThat(taken.path("by").asString()).isEqualTo("Ann");
        assertThat(held.path("acknowledged").path("note").asString()).isEqualTo("on it");
        assertThat(get("/api/alerts/silences").path("silences")).contains(silence);

        call(HttpMethod.DELETE, "/api/alerts/rules/any-miss", "")
                .expectStatus()
                .isNoContent()
                .expectBody();
        awaitNone("any-miss");
        JsonNode why = get("/api/alerts/" + fingerprint + "/why");
        JsonNode exactly = get("/api/alerts/" + fingerprint + "/why?startsAt="
                + why.path("startsAt").asString());
        JsonNode history = get("/api/alerts/history?rule=any-miss");

        assertThat(why.has("endsAt")).isTrue();
        assertThat(exactly.path("decisions").size())
                .isGreaterThanOrEqualTo(why.path("decisions").size());
        assertThat(history.path("transitions"))
                .extracting(change -> change.path("to").asString())
                .containsExactly("resolved", "firing");
        call(HttpMethod.DELETE, "/api/alerts/silences/" + silence.path("number"), "")
                .expectStatus()
                .isNoContent()
                .expectBody();
        call(HttpMethod.DELETE, "/api/alerts/silences/" + silence.path("number"), "")
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    @Test
    void aBackTest_findsWhenARuleWouldHaveFired() {
        send(List.of(placed("alerts-2", "tested", MISSED.toString())));
        String rule = """
                {"id": "tested", "kind": "any-failure", "owner": "operations", "window": "P1D", "scope": {"tier": "tier-tested"}}""";

        JsonNode result = json(call(HttpMethod.POST, "/api/alerts/back-test", rule));
        JsonNode none =
                json(call(HttpMethod.POST, "/api/alerts/back-test", rule.replace("tier-tested", "tier-nobody")));
        JsonNode impossible = json(call(HttpMethod.POST, "/api/alerts/back-test", """
                {"id": "risk", "kind": "at-risk", "owner": "operations", "within": "2h"}"""));

        assertThat(result.path("times").asLong()).isEqualTo(1);
        JsonNode firing = result.path("firings").get(0);
        assertThat(Instant.parse(firing.path("startsAt").asString()))
                .isBetween(MISSED, MISSED.plus(Duration.ofMinutes(5)));
        assertThat(Instant.parse(firing.path("endsAt").asString()))
                .isBetween(MISSED.plus(Duration.ofDays(1)), MISSED.plus(Duration.ofMinutes(24 * 60 + 5)));
        assertThat(firing.path("group").path("tier").asString()).isEqualTo("tier-tested");
        assertThat(none.path("times").asLong()).isZero();
        assertThat(impossible.path("tested").asBoolean()).isFalse();
        assertThat(impossible.path("because").asString()).contains("not kept");
        assertThat(get("/api/alerts/rules").path("rules"))
                .noneMatch(kept -> kept.path("rule").path("id").asString().equals("tested"));
    }

    @Test
    void rulesAboutCustomers_areTestedBackAndFire() {
        send(List.of(
                placed("alerts-c1", "acme", MISSED.toString()),
                placed("alerts-c2", "acme", MISSED.plus(Duration.ofDays(3)).toString())));
        String one = """
                {"id": "one", "kind": "any-failure", "owner": "o", "window": "P1D", "scope": {"customer": "customer-acme"}}""";
        String each = """
                {"id": "each", "kind": "threshold", "owner": "o", "window": "P30D", "fire": 0.5, "clear": 0.6,
                 "scope": {"tier": "tier-acme", "customer": "each"}}""";

        JsonNode ofOne = json(call(HttpMethod.POST, "/api/alerts/back-test", one));
        JsonNode ofEach = json(call(HttpMethod.POST, "/api/alerts/back-test", each));
        JsonNode ofNobody = json(
                call(HttpMethod.POST, "/api/alerts/back-test", one.replace("customer-acme", "customer-of-nobody")));
        save("one", one.replace("P1D", "P30D"));
        save("each", each);
        JsonNode firingOne =
                await("one", alert -> alert.path("phase").asString().equals("firing"));
        JsonNode firingEach =
                await("each", alert -> alert.path("phase").asString().equals("firing"));

        assertThat(ofOne.path("times").asLong()).isEqualTo(2);
        assertThat(ofOne.path("firings").get(0).path("group").path("customer").asString())
                .isEqualTo("customer-acme");
        assertThat(ofEach.path("times").asLong()).isEqualTo(1);
        assertThat(ofNobody.path("times").asLong()).isZero();
        assertThat(firingOne.path("group").path("customer").asString()).isEqualTo("customer-acme");
        assertThat(firingOne.path("group").has("tier")).isFalse();
        assertThat(firingOne.path("evidence").path("orders").asLong()).isEqualTo(2);
        assertThat(firingEach.path("group").path("tier").asString()).isEqualTo("tier-acme");
        assertThat(firingEach.path("group").path("customer").asString()).isEqualTo("customer-acme");
    }

    /** Two of two orders fail: 2 × (1 − 0.1103), the reference between 5 % and 20 % of failures. */
    @Test
    void aDriftOfACustomer_isTestedBackAndFires() {
        send(List.of(
                placed("alerts-d1", "drifting", MISSED.toString()),
                placed("alerts-d2", "drifting", MISSED.plus(Duration.ofDays(3)).toString())));
        String drift = """
                {"id": "drift", "kind": "drift", "owner": "o", "window": "P30D", "target": 0.95, "decayed": 0.8, "limit": 1.5, "clearLimit": 0.5,
                 "scope": {"tier": "tier-drifting", "customer": "each"}}""";

        JsonNode tested = json(call(HttpMethod.POST, "/api/alerts/back-test", drift));
        JsonNode ofNobody =
                json(call(HttpMethod.POST, "/api/alerts/back-test", drift.replace("tier-drifting", "tier-of-nobody")));
        save("drift", drift);
        JsonNode firing = await("drift", alert -> alert.path("phase").asString().equals("firing"));

        assertThat(tested.path("times").asLong()).isEqualTo(1);
        assertThat(tested.path("firings").get(0).path("group").path("customer").asString())
                .isEqualTo("customer-drifting");
        assertThat(Instant.parse(tested.path("firings").get(0).path("startsAt").asString()))
                .isBetween(
                        MISSED.plus(Duration.ofDays(3)),
                        MISSED.plus(Duration.ofDays(3)).plusSeconds(300));
        assertThat(ofNobody.path("times").asLong()).isZero();
        assertThat(firing.path("group").path("customer").asString()).isEqualTo("customer-drifting");
        assertThat(firing.path("evidence").path("sum").asDouble()).isCloseTo(2 * (1 - 0.11029), within(1e-3));
    }

    @Test
    void aRuleIsKept_readChangedAndTakenOut() {
        save("kept", """
                {"id": "kept", "kind": "threshold", "owner": "operations", "window": "P1D", "fire": 0.9, "clear": 0.95}""");
        save("kept", "{id: kept, kind: threshold, owner: 运营, window: P1D, fire: 0.8, clear: 0.95, for: 10m}");

        JsonNode kept = get("/api/alerts/rules/kept");

        assertThat(kept.path("rule").path("fire").asDouble()).isEqualTo(0.8);
        assertThat(kept.path("rule").path("owner").asString()).isEqualTo("运营");
        assertThat(kept.path("rule").path("for").asString()).isEqualTo("PT10M");
        assertThat(kept.path("origin").asString()).isEqualTo("api");
        call(HttpMethod.DELETE, "/api/alerts/rules/kept", "")
                .expectStatus()
                .isNoContent()
                .expectBody();
        call(HttpMethod.DELETE, "/api/alerts/rules/kept", "")
                .expectStatus()
                .isNotFound()
                .expectBody();
        http.get()
                .uri("/api/alerts/rules/kept")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    @Test
    void whatIsWrong_isNamedWithItsLine() {
        JsonNode wrong = problem(
                HttpMethod.PUT,
                "/api/alerts/rules/wrong",
                "{\n\"id\": \"wrong\", \"kind\": \"threshold\", \"owner\": \"o\", \"window\": \"P1D\",\n\"fire\": \"lots\", \"claer\": 1}");
        JsonNode never = problem(HttpMethod.POST, "/api/alerts/back-test", """
                {"id": "never", "kind": "burn-rate", "owner": "o", "target": 0.9, "longWindow": "PT1H", "shortWindow": "PT15M",
                 "budgetShare": 0.02}""");

        assertThat(wrong.path("title").asString()).isEqualTo("Wrong body");
        assertThat(wrong.path("errors"))
                .extracting(error ->
                        error.path("line").asInt() + " " + error.path("what").asString())
                .contains("3 'fire' is 'lots'; allowed: a number")
                .anyMatch(error -> error.startsWith("1 'clear' is missing"))
                .anyMatch(error -> error.startsWith("3 'claer' is unknown; allowed: "));
        assertThat(never.path("detail").asString()).contains("can never fire", "÷");
        problem(
                HttpMethod.PUT,
                "/api/alerts/rules/other",
                "{id: wrong, kind: staleness, owner: o, source: events, limit: 5m}");
        problem(HttpMethod.POST, "/api/alerts/silences", "{match: {moon: x}, until: soon, by: Ann}");
        problem(HttpMethod.POST, "/api/alerts/0000000000000000/acknowledge", "{by: '', until: 2001-01-01T00:00:00Z}");
        problem(HttpMethod.POST, "/api/alerts/back-test", "[");
        refused("/api/alerts?x=1", "x");
        refused("/api/alerts/history?rule=A+B", "rule");
        refused("/api/alerts/history?cursor=x", "cursor");
        refused("/api/alerts/0000000000000000/why?startsAt=then", "startsAt");
    }

    @Test
    void whoeverChangesSomething_needsAKey_andWhatThereIsNot_isNotFound() {
        http.put()
                .uri("/api/alerts/rules/x")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody();
        call(HttpMethod.POST, "/api/alerts/0000000000000000/acknowledge", "{by: Ann}")
                .expectStatus()
                .isNotFound()
                .expectBody();
        http.get()
                .uri("/api/alerts/0000000000000000/why")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
        http.put()
                .uri("/api/alerts/rules/x")
                .header("Authorization", "Bearer " + MANAGER)
                .contentType(MediaType.TEXT_PLAIN)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isEqualTo(415)
                .expectBody();
    }

    private void save(String id, String rule) {
        rules.add(id);
        json(call(HttpMethod.PUT, "/api/alerts/rules/" + id, rule));
    }

    /** The alert of a rule, as soon as it is as wanted. */
    private JsonNode await(String rule, Predicate<JsonNode> wanted) {
        return of(rule, alerts -> alerts.stream().anyMatch(wanted)).stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    private void awaitNone(String rule) {
        of(rule, List::isEmpty);
    }

    private List<JsonNode> of(String rule, Predicate<List<JsonNode>> wanted) {
        return http.get()
                .uri("/api/alerts/stream")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .getResponseBody()
                .map(event -> alertsOf(rule, JSON.readTree(event.data())))
                .filter(wanted)
                .blockFirst(LIMIT);
    }

    private static List<JsonNode> alertsOf(String rule, JsonNode json) {
        List<JsonNode> alerts = new ArrayList<>();
        json.path("alerts").forEach(alert -> {
            if (alert.path("rule").asString().equals(rule)) {
                alerts.add(alert);
            }
        });
        return alerts;
    }

    private JsonNode problem(HttpMethod method, String path, String body) {
        return JSON.readTree(call(method, path, body)
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static JsonNode json(WebTestClient.ResponseSpec answer) {
        return JSON.readTree(answer.expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec call(HttpMethod method, String path, String body) {
        return http.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + MANAGER)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }
}
