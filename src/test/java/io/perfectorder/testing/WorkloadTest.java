package io.perfectorder.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.pipeline.GroupBy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final Workload SMALL = new Workload(1, 0.004);

    @Test
    void theWorkload_hasTheShapeThatIsPromised() {
        List<Workload.Line> lines = SMALL.lines().toList();
        WorkloadCounts expected = SMALL.expected();
        double all = lines.size();

        assertThat(SMALL.orders()).isEqualTo(8_000);
        assertThat(expected.events() + expected.duplicates()).isEqualTo(lines.size());
        assertThat(all / SMALL.orders()).isCloseTo(4.5, within(0.1));
        assertThat(expected.duplicates() / all).isCloseTo(0.005, within(0.002));
        assertThat(late(lines, Duration.ofMinutes(1), Duration.ofMinutes(59)) / all)
                .isCloseTo(0.05, within(0.01));
        assertThat(late(lines, Duration.ofMinutes(59), Duration.ofDays(1)) / all)
                .isCloseTo(0.01, within(0.004));
        assertThat(expected.by(GroupBy.TIER)).hasSize(4);
        assertThat(expected.by(GroupBy.REGION)).hasSize(8);
        assertThat(expected.by(GroupBy.DISTRIBUTION_CENTRE)).hasSize(20);
        assertThat(expected.by(GroupBy.CARRIER)).hasSizeBetween(12, 13);
        assertThat(expected.total().perfect() / (double) expected.total().due()).isBetween(0.75, 0.95);
    }

    @Test
    void lines_comeInOrderOfSendingAndEndBeforeTheEnd() {
        Instant last = Workload.START;
        Set<String> sources = new HashSet<>();
        for (Workload.Line line : (Iterable<Workload.Line>) SMALL.lines()::iterator) {
            assertThat(line.sentAt())
                    .isAfterOrEqualTo(last)
                    .isAfterOrEqualTo(line.event().header().time());
            sources.add(line.event().header().identity().source());
            last = line.sentAt();
        }
        assertThat(last).isBefore(Workload.END);
        assertThat(sources).containsExactlyInAnyOrder("/erp", "/wms", "/tms", "/desk");
    }

    @Test
    void everyLine_decodesToTheEventItWasWrittenFrom() {
        EventDecoder decoder = new EventDecoder();

        SMALL.lines()
                .limit(5_000)
                .forEach(line -> assertThat(
                                decoder.decode(line.json().getBytes(StandardCharsets.UTF_8), Workload.END, true))
                        .isInstanceOfSatisfying(
                                Decoded.Valid.class,
                                valid -> assertThat(valid.incoming().event()).isEqualTo(line.event())));
    }

    @Test
    void theProduct_countsWhatTheOracleExpects() {
        Map<String, OrderFacts> facts = new HashMap<>();
        SMALL.lines().forEach(line -> {
            OrderEvent event = line.event();
            facts.merge(event.header().subject(), OrderFacts.none().with(event), (old, _) -> old.with(event));
        });

        Tally total = facts.values().stream()
                .map(order -> order.judge(GraceByTier.NONE))
                .filter(Verdict.Judged.class::isInstance)
                .map(Tally::of)
                .reduce(Tally.ZERO, Tally::plus);

        assertThat(total).isEqualTo(SMALL.expected().total());
    }

    private static long late(List<Workload.Line> lines, Duration from, Duration to) {
        return lines.stream()
                .filter(line -> !line.duplicate())
                .map(line -> Duration.between(line.event().header().time(), line.sentAt()))
                .filter(delay -> delay.compareTo(from) >= 0 && delay.compareTo(to) < 0)
                .count();
    }
}
