package io.perfectorder.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.testing.OrderEventGenerator;
import io.perfectorder.testing.SlowOracle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Laws that hold for every set of events. A failure names the seed. */
class OrderFactsLawsTest {
    private static final int SEEDS = 5_000;
    private static final GraceByTier GRACE = tier -> tier.equals("a") ? Duration.ofSeconds(30) : Duration.ZERO;

    @Test
    void the_verdict_is_that_of_the_slow_oracle() {
        int judged = 0;
        int perfect = 0;
        int withdrawn = 0;
        int waiting = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            List<OrderEvent> events = new OrderEventGenerator(seed).order("o");
            Verdict verdict = facts(events).judge(GRACE);
            assertThat(verdict).as("seed %d: %s", seed, events).isEqualTo(SlowOracle.judge(events, GRACE));
            switch (verdict) {
                case Verdict.Judged j -> {
                    judged++;
                    perfect += j.meets(Criterion.PERFECT) ? 1 : 0;
                }
                case Verdict.Withdrawn _ -> withdrawn++;
                case Verdict.Waiting _ -> waiting++;
            }
        }
        assertThat(List.of(judged, perfect, withdrawn, waiting))
                .as("the generator reaches every kind of verdict")
                .allMatch(n -> n > SEEDS / 100);
    }

    @Test
    void the_order_of_arrival_changes_nothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            List<OrderEvent> events = generator.order("o");
            OrderFacts one = facts(events);
            OrderFacts other = facts(generator.shuffled(events));
            assertThat(other).as("seed %d", seed).isEqualTo(one);
            assertThat(other.effects()).as("seed %d", seed).isEqualTo(one.effects());
            assertThat(other.because(GRACE)).as("seed %d", seed).isEqualTo(one.because(GRACE));
            assertThat(one.events()).isSortedAccordingTo((a, b) -> a.header().compareTo(b.header()));
        }
    }

    @Test
    void batches_of_very_many_events_of_one_order_come_to_the_same_as_all_at_once() {
        OrderEventGenerator generator = new OrderEventGenerator(1);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        List<OrderEvent> events = new ArrayList<>(generator.order("o"));
        for (int i = 0; i < 100_000; i++) {
            EventHeader header = new EventHeader(
                    new EventIdentity("/many", "e" + i % 90_000), "o", start.plusSeconds((i * 7_919L) % 1_000_003));
            events.add(new OrderEvent.Estimated(header, "d" + i % 30, start.plusSeconds(i)));
        }
        List<OrderEvent> mixed = generator.shuffled(events);
        OrderFacts batches = OrderFacts.none();
        for (int from = 0; from < mixed.size(); from += 5_000) {
            batches = batches.withAll(mixed.subList(from, Math.min(mixed.size(), from + 5_000)));
        }
        assertThat(batches.events()).isEqualTo(OrderFacts.none().withAll(mixed).events());
        assertThat(batches.events().stream().map(event -> event.header().identity()))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(90_000);
        assertThat(batches.judge(GRACE)).isEqualTo(SlowOracle.judge(batches.events(), GRACE));
    }

    @Test
    void an_event_sent_again_changes_nothing() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            List<OrderEvent> events = generator.order("o");
            List<OrderEvent> twice = new ArrayList<>(events);
            twice.addAll(generator.shuffled(events));
            assertThat(facts(generator.shuffled(twice))).as("seed %d", seed).isEqualTo(facts(events));
        }
    }

    @Test
    void a_retraction_restores_the_verdict_as_if_the_event_had_never_been_sent() {
        for (long seed = 0; seed < SEEDS; seed++) {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            List<OrderEvent> events = generator.order("o");
            OrderFacts before = facts(events);
            OrderEvent extra = generator.event("o");
            EventIdentity fresh = new EventIdentity("/new", "extra");
            if (!(extra instanceof OrderEvent.GoodsDamaged)) {
                extra = new OrderEvent.Delivered(
                        new EventHeader(fresh, "o", extra.header().time()), "d0", List.of(), "c");
            } else {
                extra = new OrderEvent.GoodsDamaged(
                        new EventHeader(fresh, "o", extra.header().time()), null, null, null);
            }
            OrderEvent retraction = new OrderEvent.Retracted(
                    new EventHeader(new EventIdentity("/new", "undo"), "o", OrderEventGenerator.BASE), fresh);
            assertThat(before.with(extra).with(retraction).judge(GRACE))
                    .as("seed %d", seed)
                    .isEqualTo(before.judge(GRACE))
                    .isEqualTo(before.with(retraction).with(extra).judge(GRACE));
        }
    }

    @Test
    void restating_event_by_event_ends_at_the_total_counted_at_once() {
        for (long seed = 0; seed < 500; seed++) {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            Tally running = Tally.ZERO;
            Tally atOnce = Tally.ZERO;
            for (int order = 0; order < 5; order++) {
                List<OrderEvent> events = generator.order("o" + order);
                OrderFacts facts = OrderFacts.none();
                for (OrderEvent event : events) {
                    OrderFacts next = facts.with(event);
                    running = running.minus(Tally.of(facts.judge(GRACE))).plus(Tally.of(next.judge(GRACE)));
                    facts = next;
                }
                atOnce = atOnce.plus(Tally.of(SlowOracle.judge(events, GRACE)));
            }
            assertThat(running).as("seed %d", seed).isEqualTo(atOnce);
        }
    }

    @Test
    void orders_split_over_shards_in_any_way_add_up_to_the_same_total() {
        for (long seed = 0; seed < 500; seed++) {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            int shards = 1 + generator.nextInt(4);
            List<Tally> byShard = new ArrayList<>(java.util.Collections.nCopies(shards, Tally.ZERO));
            Tally total = Tally.ZERO;
            for (int order = 0; order < 10; order++) {
                Tally one = Tally.of(facts(generator.order("o" + order)).judge(GRACE));
                int shard = generator.nextInt(shards);
                byShard.set(shard, byShard.get(shard).plus(one));
                total = total.plus(one);
            }
            assertThat(generator.shuffled(byShard).stream().reduce(Tally.ZERO, Tally::plus))
                    .as("seed %d", seed)
                    .isEqualTo(total);
        }
    }

    @Test
    void counts_stay_within_the_frechet_bounds() {
        for (long seed = 0; seed < 500; seed++) {
            Tally t = total(new OrderEventGenerator(seed), 20);
            assertThat(t.otif())
                    .as("seed %d: %s", seed, t)
                    .isBetween(Math.max(0, t.onTime() + t.inFull() - t.due()), Math.min(t.onTime(), t.inFull()));
            assertThat(t.perfect())
                    .as("seed %d: %s", seed, t)
                    .isBetween(
                            Math.max(0, t.otif() + t.damageFree() + t.documentsRight() - 2 * t.delivered()),
                            LongStream.of(t.otif(), t.errorFree(), t.damageFree(), t.documentsRight())
                                    .min()
                                    .orElseThrow());
            assertThat(t.perfect()).isGreaterThanOrEqualTo(t.onTime() + t.errorFree() - t.delivered());
            assertThat(LongStream.of(t.delivered(), t.complained()).max().orElseThrow())
                    .isLessThanOrEqualTo(t.due());
            assertThat(LongStream.of(t.onTime(), t.errorFree(), t.damageFree(), t.documentsRight())
                            .max()
                            .orElseThrow())
                    .isLessThanOrEqualTo(t.delivered());
        }
    }

    @Test
    void every_event_has_one_effect_and_every_criterion_a_sentence_unless_the_order_waits() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<OrderEvent> events = new OrderEventGenerator(seed).order("o");
            OrderFacts facts = facts(events);
            assertThat(facts.effects().keySet())
                    .containsExactlyElementsOf(facts.events().stream()
                            .map(e -> e.header().identity())
                            .toList());
            if (facts.judge(GRACE) instanceof Verdict.Waiting) {
                assertThat(facts.because(GRACE)).isEmpty();
            } else {
                assertThat(facts.because(GRACE)).containsOnlyKeys(Criterion.values());
                assertThat(facts.because(GRACE).values()).noneMatch(String::isBlank);
            }
        }
    }

    @Test
    void an_event_that_does_not_count_can_be_left_out_without_changing_the_verdict() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<OrderEvent> events = new OrderEventGenerator(seed).order("o");
            OrderFacts facts = facts(events);
            for (OrderEvent event : events) {
                EventEffect effect = facts.effects().get(event.header().identity());
                // A superseded delivery or dispatch may still name the carrier; all others are dead.
                boolean mayName = event instanceof OrderEvent.Delivered || event instanceof OrderEvent.Dispatched;
                if (effect != EventEffect.COUNTS && !(mayName && effect == EventEffect.SUPERSEDED)) {
                    List<OrderEvent> rest = new ArrayList<>(events);
                    rest.remove(event);
                    assertThat(facts(rest).judge(GRACE))
                            .as("seed %d without %s", seed, event)
                            .isEqualTo(facts.judge(GRACE));
                }
            }
        }
    }

    private static Tally total(OrderEventGenerator generator, int orders) {
        Tally total = Tally.ZERO;
        for (int order = 0; order < orders; order++) {
            total = total.plus(Tally.of(facts(generator.order("o" + order)).judge(GRACE)));
        }
        return total;
    }

    private static OrderFacts facts(List<OrderEvent> events) {
        OrderFacts facts = OrderFacts.none();
        for (OrderEvent event : events) {
            facts = facts.with(event);
        }
        return facts;
    }
}
