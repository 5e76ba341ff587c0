package io.perfectorder.dashboard.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.pipeline.Causes;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderQuery.Wanted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersRequestTest {
    @Test
    void theAddressOfARequest_asksForTheSame() {
        OrdersRequest request = parse("orders?measure=otif&outcome=missed&window=PT90M&asOf=2026-11-23T10:00:00Z"
                + "&knownAt=2026-11-23T10:00:30.123456Z&tier=gold&customer=%3Cb%3E%26%2B%20%E5%BF%AB&cause=short,damaged"
                + "&alone=false&sort=-carrier&page=3");

        assertThat(request.wrong()).isEmpty();
        assertThat(request.filters()).containsEntry(GroupBy.CUSTOMER, "<b>&+ 快");
        assertThat(request.causes().company()).isEqualTo(Causes.Company.SOME);
        assertThat(request.page()).isEqualTo(2);
        assertThat(parse(request.with(Map.of("page", "3")))).isEqualTo(request);
        assertThat(parse(request.with(Map.of("tier", ""))).filters()).doesNotContainKey(GroupBy.TIER);
    }

    @Test
    void withoutAnything_itFollowsTheLastDayOfAllPerfectOrders() {
        OrdersRequest request = OrdersRequest.of(Map.of());

        assertThat(request.pinned()).isFalse();
        assertThat(request.window()).isEqualTo(Duration.ofHours(24));
        assertThat(request.measure()).isEqualTo(Measure.PERFECT_ORDER);
        assertThat(request.outcome()).isEqualTo(Wanted.ALL);
    }

    @ParameterizedTest
    @CsvSource({
        "window, PT0M", "window, PT90S", "window, P4001D", "window, soon", "asOf, 2026-11-23T10:00:30Z", "asOf, today",
        "knownAt, 12:00", "measure, beauty", "outcome, lost", "cause, 'short,bad'", "alone, yes", "sort, colour",
        "page, 0", "page, -1", "page, 99999999"
    })
    void whatIsNotAllowed_isNamedAndLeftOut(String name, String value) {
        OrdersRequest request = OrdersRequest.of(Map.of(name, List.of(value)));

        assertThat(request.wrong()).containsExactly(Map.entry(name, value));
        assertThat(request.with(Map.of())).isEqualTo(OrdersRequest.of(Map.of()).with(Map.of()));
    }

    @Test
    void theExport_isPinnedToWhatIsShown() {
        String query = parse("orders?tier=gold&page=2")
                .export(Instant.parse("2026-11-23T10:00:00Z"), Instant.parse("2026-11-23T10:00:01Z"));

        assertThat(query)
                .contains("tier=gold", "asOf=2026-11-23T10%3A00%3A00Z", "knownAt=2026-11-23T10%3A00%3A01Z")
                .doesNotContain("page");
    }

    private static OrdersRequest parse(String address) {
        Map<String, List<String>> query = new HashMap<>();
        Arrays.stream(address.substring(address.indexOf('?') + 1).split("&")).forEach(parameter -> {
            String[] parts = parameter.split("=", 2);
            query.put(parts[0], List.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        });
        return OrdersRequest.of(query);
    }
}
