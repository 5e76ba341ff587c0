package io.perfectorder.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.testing.Laws;
import io.perfectorder.testing.OrderEventGenerator;
import io.perfectorder.testing.SlowOracle;
import io.perfectorder.testing.WildEventGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** One judge follows orders event by event: what it takes over from the verdict before must be what the slow oracle finds anew. */
class JudgeTest {
    private static final int SEEDS = 400;
    private static final GraceByTier GRACE = tier -> tier.equals("a") ? Duration.ofSeconds(30) : Duration.ZERO;

    private final Judge judge = new Judge(GRACE);

    @Test
    void after_every_event_or_batch_in_any_order_the_verdict_is_that_of_the_slow_oracle() {
        follow(seed -> new OrderEventGenerator(seed).order("o"));
        follow(seed -> new WildEventGenerator(seed).order());
    }

    private void follow(LongFunction<List<OrderEvent>> orders) {
        Laws.hold(SEEDS, orders, (seed, events) -> {
            Random random = new Random(seed);
            List<OrderEvent> arriving = new ArrayList<>(events);
            arriving.addAll(events.subList(0, events.size() / 3));
            Collections.shuffle(arriving, random);
            LiveOrder order = new LiveOrder();
            for (int from = 0; from < arriving.size(); ) {
                int to = Math.min(arriving.size(), from + (random.nextBoolean() ? 1 : 1 + random.nextInt(12)));
                List<OrderEvent> more = arriving.subList(from, to);
                OrderFacts before = order.facts();
                boolean changed = more.size() == 1 ? judge.add(order, more.getFirst()) : judge.add(order, more);
                assertThat(changed).isNotEqualTo(order.facts().equals(before));
                assertThat(order.facts()).isEqualTo(before.withAll(more));
                if (random.nextInt(9) == 0) {
                    order.become(order.facts());
                }
                Set<OrderEvent> known = new HashSet<>(arriving.subList(0, to));
                assertThat(judge.verdict(order)).isEqualTo(SlowOracle.judge(List.copyOf(known), GRACE));
                from = to;
            }
        });
    }
}
