package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every parameter of the reading contract, with its edges, on a real PostgreSQL. */
class ReadingOverHttpTest extends ReadingHttp {
    @ParameterizedTest
    @ValueSource(strings = {"tier", "region", "distributionCentre", "carrier", "customer", "channel"})
    void everyDimension_groupsAndFilters(String dimension) {
        JsonNode groups = get(LEVELS + "&by=" + dimension);
        JsonNode filtered = get(LEVELS + "&by=all&" + dimension + "=" + dimension + "-a");

        assertThat(groups.path("by").asString()).isEqualTo(dimension);
        assertThat(groups.path("groups")
                        .valueStream()
                        .map(group -> group.path("key").asString() + "="
                                + group.path("due").asLong()))
                .containsExactly(dimension + "-a=6", dimension + "-b=2");
        assertThat(groups.at("/total/due").asLong()).isEqualTo(8);
        assertThat(filtered.at("/groups/0/key").asString()).isEqualTo("all");
        assertThat(filtered.at("/total/due").asLong()).isEqualTo(6);
        assertThat(get(ORDERS + "&" + dimension + "=" + dimension + "-b")
                        .path("total")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void filters_holdTogether() {
        assertThat(get(LEVELS + "&tier=tier-a&region=region-b").at("/total/due").asLong())
                .isZero();
        assertThat(get(LEVELS + "&tier=tier-a&region=region-a&channel=channel-a")
                        .at("/total/due")
                        .asLong())
                .isEqualTo(6);
    }

    @Test
    void withoutOrders_thereAreNoGroupsAndNoRates() {
        for (String by : List.of("tier", "all")) {
            JsonNode empty = get("/api/service-levels?window=PT1M&asOf=2020-01-01T00:00:00Z&by=" + by);

            assertThat(empty.path("groups").isEmpty()).isTrue();
            assertThat(empty.at("/total/due").asInt(-1)).isZero();
            assertThat(empty.at("/total/complained").asInt(-1)).isZero();
            assertThat(empty.at("/total/rates").isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "PT15M", "P30D", "P4000D", "PT96000H", "P1W", "PT90M", "P1DT1H", "PT120S"})
    void aWindowOfWholeMinutes_isTakenAndNamedAsItWasAsked(String window) {
        assertThat(get("/api/service-levels?window=" + window).path("window").asString())
                .isEqualTo(window);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=PT0M",
                "window=P4001D",
                "window=PT30S",
                "window=P1M",
                "window=P1Y",
                "window=-P1D",
                "window=",
                "window",
                "window=P",
                "window=PT",
                "window=P1DT",
                "window=day",
                "window=PT1.5M",
                "window=pt1h",
                "window=P99999999999999999999D",
                "window=P999999999999999W",
                "asOf=2026-01-01T00:00:01Z",
                "asOf=2026-01-01T00:00:00.000000001Z",
                "asOf=2026-01-01T00:00:00",
                "asOf=2026-13-01T00:00:00Z",
                "asOf=now",
                "asOf=%2B99999-01-01T00:00:00Z",
                "knownAt=yesterday",
                "by=moon",
                "by=Tier",
                "by=",
                "colour=red",
                "asof=2026-01-01T00:00:00Z",
                "by=tier&by=tier",
                "tier=a&tier=b",
                "limit=10",
                "tier=%00"
            })
    void aWrongParameterOfLevels_isNamedWithWhatIsAllowed(String query) {
        refused("/api/service-levels?" + query, query.split("=")[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=1e2",
                "limit=",
                "limit=%EF%BC%91",
                "measure=speed",
                "measure=onTime",
                "outcome=lost",
                "outcome=MET",
                "cursor=x",
                "cursor=",
                "cursor=MQ",
                "by=tier",
                "measure=otif&measure=otif"
            })
    void aWrongParameterOfOrders_isNamedWithWhatIsAllowed(String query) {
        refused("/api/orders?" + query, query.split("=")[0]);
    }

    @Test
    void aWrongParameterOfTheStreamOrOfOneOrder_isNamedToo() {
        refused("/api/service-levels/stream?window=PT2H", "window");
        refused("/api/service-levels/stream?by=customer", "by");
        refused("/api/service-levels/stream?asOf=2026-01-01T00:00:00Z", "asOf");
        refused("/api/orders/A-1?verbose=true", "verbose");
    }

    @Test
    void malformedPercentSigns_areABadRequest() {
        assertThat(http.get()
                        .uri(URI.create("http://localhost:" + port + "/api/service-levels?by=tier&tier=%25zz"))
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void anOffsetWithAnUnescapedPlus_isUnderstood() {
        JsonNode levels = get("/api/service-levels?window=P1D&asOf=2026-01-02T08:00:00+08:00");

        assertThat(levels.path("asOf").asString()).isEqualTo("2026-01-02T00:00:00Z");
        assertThat(levels.at("/total/due").asLong()).isEqualTo(8);
    }

    @Test
    void theWindow_endsWithItsLastMinuteAndBeginsAfterItsFirst() {
        assertThat(get(LEVELS).at("/total/due").asLong()).isEqualTo(8);
        assertThat(get("/api/service-levels?window=PT1M&asOf=2026-01-02T00:00:00Z")
                        .at("/total/due")
                        .asLong())
                .isEqualTo(6);
        assertThat(get("/api/service-levels?window=PT1M&asOf=2026-01-02T00:01:00Z")
                        .at("/total/due")
                        .asLong())
                .isEqualTo(1);
        assertThat(get("/api/service-levels?window=PT1M&asOf=2026-01-01T00:00:00Z")
                        .at("/total/due")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void whatWasKnown_dependsOnRecordedTime() {
        assertThat(get(LEVELS + "&knownAt=2026-01-02T00:00:00Z")
                        .at("/total/due")
                        .asLong())
                .isZero();
        assertThat(get(ORDERS + "&knownAt=0000-01-01T00:00:00Z").path("total").asLong())
                .isZero();
        assertThat(get(LEVELS + "&knownAt=9999-12-31T23:59:59Z")
                        .at("/total/due")
                        .asLong())
                .isEqualTo(8);
        assertThat(get(ORDERS + "&knownAt=9999-12-31T23:59:59Z").path("total").asLong())
                .isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 8, 1000})
    void pages_holdEveryOrderOnceAndTheLastHasNoNext(int limit) {
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(ORDERS + "&limit=" + limit + next);
            assertThat(page.path("total").asLong()).isEqualTo(8);
            assertThat(page.path("orders").size()).isBetween(1, limit);
            page.path("orders").forEach(order -> ids.add(order.path("id").asString()));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());

        assertThat(ids).containsExactly("B-1", "B-2", "A-1", "A-2", "A-3", "A-4", "A-5", "A-6");
    }

    @Test
    void aCursor_keepsToItsInstantAndItsQuestion() {
        String question = "/api/orders?window=P1D&asOf=2026-02-02T00:00:00Z";
        send(List.of(placed("C-1", "c", "2026-02-02T00:00:00Z"), placed("C-2", "c", "2026-02-02T00:00:00Z")));
        String cursor = "&cursor=" + get(question + "&limit=1").path("next").asString();
        send(List.of(placed("C-3", "c", "2026-02-02T00:00:00Z")));

        JsonNode second = get(question + cursor);
        assertThat(second.path("total").asLong()).isEqualTo(2);
        assertThat(second.at("/orders/0/id").asString()).isEqualTo("C-2");
        assertThat(second.has("next")).isFalse();
        assertThat(get("/api/orders?window=P1D" + cursor).path("total").asLong())
                .isEqualTo(2);
        assertThat(get(question).path("total").asLong()).isEqualTo(3);
        refused(question + "&tier=tier-c" + cursor, "cursor");
        refused(question + "&measure=otif" + cursor, "cursor");
        refused(question + "&outcome=met" + cursor, "cursor");
        refused("/api/orders?window=P2D" + cursor, "cursor");
        refused("/api/orders?window=P1D&asOf=2026-02-03T00:00:00Z" + cursor, "asOf");
    }

    @Test
    void everyOrderId_canBeAskedFor() {
        for (String id : ODD_IDS) {
            String path = URLEncoder.encode(id, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace(".", "%2E");
            JsonNode order = get("/api/orders/" + path);

            assertThat(order.path("id").asString()).isEqualTo(id);
            assertThat(order.path("state").asString()).isEqualTo("judged");
            assertThat(order.path("deadline").asString()).isEqualTo("2026-03-01T00:00:00Z");
            assertThat(order.at("/events/0/effect").asString()).isEqualTo("counts");
            assertThat(order.at("/verdicts/onTime/met").asBoolean(true)).isFalse();
        }
    }
}
