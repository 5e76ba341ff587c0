package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.security.Audit;
import io.perfectorder.security.openid.ProviderOnAPort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys that are made, used, revoked and over, and what the audit tells of it, over the running server. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.loopback-reading=closed",
            "monitor.admin-key=the-admin",
            "monitor.manager-key=the-manager",
            "monitor.jwt.audience=monitor",
            "monitor.roles.claim=realm_access.roles",
            "monitor.roles.manager=po-managers"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class KeysAndAuditOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ADMIN = "the-admin";

    private static final ProviderOnAPort ISSUER = new ProviderOnAPort();

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Audit audit;

    @Autowired
    private RetentionLifecycle retention;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
        registry.add("monitor.jwt.issuer", ISSUER::issuer);
    }

    @AfterAll
    static void closeIssuer() {
        ISSUER.close();
    }

    @Test
    void aTokenOfTheIssuer_letsInWithTheRoleOfItsClaim_andAWrongOneSaysWhy() {
        String token = ISSUER.signed(ISSUER.claims().build());

        ask(HttpMethod.GET, "/api/orders", token, "", 200);
        ask(HttpMethod.GET, "/api/keys", token, "", 403);
        ask(
                HttpMethod.PUT,
                "/api/alerts/rules/by-token",
                token,
                "{\"id\":\"by-token\",\"kind\":\"staleness\",\"owner\":\"o\",\"source\":\"events\",\"limit\":\"5m\"}",
                200);
        assertThat(audit.newest(Long.MAX_VALUE, 1).block())
                .extracting(kept -> kept.entry().who().name())
                .containsExactly("jwt:s-1");
        for (String wrong : List.of(
                ISSUER.signed(ISSUER.claims().audience("another").build()),
                ISSUER.signed(ISSUER.claims().claim("realm_access", null).build()),
                ISSUER.signedWithThePublicKey(ISSUER.claims().build()),
                ProviderOnAPort.unsigned(ISSUER.claims().build()))) {
            JsonNode refusal = ask(HttpMethod.GET, "/api/orders", wrong, "", 401);
            assertThat(refusal.path("detail").asString()).contains("token").doesNotContain(wrong);
        }
    }

    @Test
    void aKey_letsInWithItsRole_isSeenUsed_andNoMoreOnceRevoked() {
        JsonNode made = ask(HttpMethod.POST, "/api/keys", ADMIN, "{\"name\":\"screen\",\"role\":\"viewer\"}", 201);
        String key = made.path("key").asString();
        String id = made.path("id").asString();

        assertThat(key).hasSizeGreaterThan(40);
        ask(HttpMethod.GET, "/api/orders", key, "", 200);
        ask(HttpMethod.GET, "/api/keys", key, "", 403);
        JsonNode listed = named("screen");
        assertThat(listed.path("usedAt").asString()).isNotEmpty();
        assertThat(ask(HttpMethod.GET, "/api/keys", ADMIN, "", 200).toString()).doesNotContain(key);

        ask(HttpMethod.DELETE, "/api/keys/" + id, ADMIN, "", 204);
        ask(HttpMethod.GET, "/api/orders", key, "", 401);
        ask(HttpMethod.DELETE, "/api/keys/" + id, ADMIN, "", 404);
        assertThat(named("screen").path("revokedAt").asString()).isNotEmpty();
    }

    @Test
    void aKey_isStoredAsAHash_andNothingElseOfItAnywhere() {
        String key = ask(HttpMethod.POST, "/api/keys", ADMIN, "{\"name\":\"secret\",\"role\":\"producer\"}", 201)
                .path("key")
                .asString();

        List<String> rows = database.sql(
                        "select k::text as row from api_key k union all select a::text from audit_entry a")
                .map(row -> Objects.requireNonNull(row.get("row", String.class)))
                .all()
                .collectList()
                .block();
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(key));
    }

    @Test
    void aKeyThatIsOver_letsNobodyIn() {
        String key = ask(
                        HttpMethod.POST,
                        "/api/keys",
                        ADMIN,
                        "{\"name\":\"over\",\"role\":\"viewer\",\"expiresAt\":\"2090-01-01T00:00:00Z\"}",
                        201)
                .path("key")
                .asString();
        ask(HttpMethod.GET, "/api/orders", key, "", 200);

        database.sql("update api_key set expires_at = now() where name = 'over'")
                .then()
                .block();

        ask(HttpMethod.GET, "/api/orders", key, "", 401);
    }

    @Test
    void wrongRequests_areToldWhatIsAllowed() {
        assertThat(problem("{\"name\":\"x\",\"role\":\"admin\"}")).contains("viewer, operator, manager");
        assertThat(problem("{\"name\":\"\",\"role\":\"viewer\"}")).contains("1 to 100 characters");
        assertThat(problem("{\"name\":\"x\",\"role\":\"viewer\",\"expiresAt\":\"2001-01-01T00:00:00Z\"}"))
                .contains("an instant to come");
        assertThat(problem("{\"name\":\"x\",\"role\":\"viewer\",\"scope\":{}}")).contains("scope is wrong");
        assertThat(problem("{\"name\":\"x\",\"role\":\"viewer\",\"scope\":{\"channel\":[\"web\"]}}"))
                .contains("customer, tier, region, carrier");
        assertThat(problem("{\"name\":\"x\",\"role\":\"manager\",\"scope\":{\"tier\":[\"gold\"]}}"))
                .contains("viewer only");
        assertThat(problem("{\"name\":\"x\",\"role\":\"viewer\",\"colour\":1}")).contains("colour");
        assertThat(problem("[")).contains("no JSON");
        assertThat(problem("[]")).contains("no object");
    }

    @Test
    void everyChange_isInTheAudit_withWhoAndFromWhatToWhat() {
        String rule = """
                {"id":"audited","kind":"staleness","owner":"o","source":"events","limit":"5m"}""";
        ask(HttpMethod.PUT, "/api/alerts/rules/audited", "the-manager", rule, 200);
        ask(HttpMethod.PUT, "/api/alerts/rules/audited", "the-manager", rule.replace("5m", "7m"), 200);
        ask(HttpMethod.DELETE, "/api/alerts/rules/audited", "the-manager", "", 204);
        ask(HttpMethod.DELETE, "/api/alerts/rules/audited", "the-manager", "", 404);

        List<JsonNode> told = ask(HttpMethod.GET, "/api/audit?limit=1000", ADMIN, "", 200)
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("subject").asString().contains("audited"))
                .toList();

        assertThat(told)
                .extracting(entry -> entry.path("action").asString())
                .containsExactly(
                        "DELETE /api/alerts/rules/{id}", "PUT /api/alerts/rules/{id}", "PUT /api/alerts/rules/{id}");
        assertThat(told).allSatisfy(entry -> {
            assertThat(entry.path("who").asString()).isEqualTo("configured-manager");
            assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
        });
        assertThat(told.get(1).path("before").asString()).contains("5");
        assertThat(told.get(1).path("after").asString()).contains("7");
        assertThat(told.get(0).path("before").asString()).contains("7");
        assertThat(told.get(0).has("after")).isFalse();
        assertThat(told.get(2).has("before")).isFalse();
    }

    @Test
    void theAudit_isReadInPages_andExportedWhole() {
        for (int i = 0; i < 5; i++) {
            ask(HttpMethod.POST, "/api/keys", ADMIN, "{\"name\":\"paged\",\"role\":\"viewer\"}", 201);
        }
        JsonNode first = ask(HttpMethod.GET, "/api/audit?limit=3", ADMIN, "", 200);
        String next = first.path("next").asString();
        JsonNode second = ask(HttpMethod.GET, "/api/audit?limit=3&cursor=" + next, ADMIN, "", 200);

        assertThat(first.path("entries").size()).isEqualTo(3);
        assertThat(second.path("entries").path(0).path("id").asLong())
                .isLessThan(first.path("entries").path(2).path("id").asLong());
        ask(HttpMethod.GET, "/api/audit?cursor=x", ADMIN, "", 400);
        String lines = text(HttpMethod.GET, "/api/audit.ndjson", ADMIN, "", 200);
        assertThat(lines.lines()
                        .map(line -> JSON.readTree(line).path("id").asLong())
                        .toList())
                .hasSizeGreaterThanOrEqualTo(5)
                .isSorted();
    }

    @Test
    void theAudit_refusesToBeChanged_andIsTrimmedByItsRetentionOnly() {
        ask(HttpMethod.POST, "/api/keys", ADMIN, "{\"name\":\"kept\",\"role\":\"viewer\"}", 201);

        for (String sql :
                List.of("update audit_entry set who = 'nobody'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> database.sql(sql).then().block())
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
        assertThat(audit.trim(Instant.EPOCH).block()).isZero();
        assertThat(audit.trim(Instant.now().plusSeconds(60)).block()).isPositive();
    }

    @Test
    void whatIsOlderThanItsRetention_goes_andNothingElse() {
        for (String sql : List.of(
                "insert into dead_letter (code, detail, raw, recorded_at) select 'old', '', '', now() - interval '401 days' from generate_series(1, 1500)",
                "insert into dead_letter (code, detail, raw, recorded_at) values ('new', '', '', now() - interval '399 days')",
                "insert into acknowledgement (order_id, acknowledged_by, acknowledged_at, note) values ('o', 'a', now() - interval '401 days', 'old'), ('o', 'a', now(), 'new')",
                "insert into alert_silence (matchers, starts_at, ends_at, created_by, reason, origin, created_at)"
                        + " select '{}', now() - interval '500 days', now() - days * interval '1 day', 'a', 'r', 'api', now() from unnest(array[401, 399]) as days",
                alert("over", 401),
                alert("lately", 399),
                alert("firing", 401),
                alert("unsettled", 401),
                "insert into alert_status (rule, tier, dimension, value, phase, since, evidence) values ('firing', '', '', '', 'FIRING', now(), '{}')",
                decision("over", "null"),
                decision("unsettled", "now() + interval '9 years'"))) {
            database.sql(sql).then().block();
        }

        retention.trimAll().blockLast();

        assertThat(kept("select code from dead_letter")).containsExactly("new");
        assertThat(kept("select note from acknowledgement")).containsExactly("new");
        assertThat(kept("select (now() - ends_at < interval '400 days')::text from alert_silence"))
                .containsExactly("true");
        assertThat(kept("select rule from alert_transition where rule in ('over', 'lately', 'firing', 'unsettled')"))
                .containsExactlyInAnyOrder("lately", "firing", "unsettled");
        assertThat(kept("select fingerprint from alert_decision where fingerprint in ('over', 'unsettled')"))
                .containsExactly("unsettled");
        assertThat(meters.get("perfect_order_trimmed")
                        .tag("kept", "dead-letters")
                        .counter()
                        .count())
                .isEqualTo(1500);
        database.sql("delete from alert_status").then().block();
    }

    private static String alert(String rule, int days) {
        return "insert into alert_transition (rule, tier, dimension, value, fingerprint, from_phase, to_phase, at, started_at, evidence, decided)"
                + " values ('" + rule + "', '', '', '', '" + rule + "', 'FIRING', 'RESOLVED', now() - interval '" + days
                + " days', now(), '{}', true)";
    }

    private static String decision(String rule, String due) {
        return "insert into alert_decision (fingerprint, started_at, transition, occasion, step, route, channel, group_key, reason, detail,"
                + " planned_at, due_at, attempts) select fingerprint, started_at, number, 'RESOLVED', 0, 'r', 'c', '', 'SENT', '', now(), "
                + due + ", 1 from alert_transition where rule = '" + rule + "'";
    }

    private List<String> kept(String sql) {
        return Objects.requireNonNull(database.sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .block());
    }

    private JsonNode named(String name) {
        return ask(HttpMethod.GET, "/api/keys", ADMIN, "", 200)
                .path("keys")
                .valueStream()
                .filter(key -> key.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String problem(String body) {
        return ask(HttpMethod.POST, "/api/keys", ADMIN, body, 400)
                .path("detail")
                .asString();
    }

    private JsonNode ask(HttpMethod method, String path, String key, String body, int status) {
        String answer = text(method, path, key, body, status);
        return answer.isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer);
    }

    private String text(HttpMethod method, String path, String key, String body, int status) {
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
        return answer == null ? "" : answer;
    }
}
