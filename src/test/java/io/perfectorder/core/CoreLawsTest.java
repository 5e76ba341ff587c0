package io.perfectorder.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.testing.Laws;
import io.perfectorder.testing.OrderEventGenerator;
import io.perfectorder.testing.SlowLevels;
import io.perfectorder.testing.SlowOracle;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The seven laws of the core, from events to levels, against oracles that look at every event and every verdict again. */
class CoreLawsTest {
    private static final int SEEDS = 120;
    private static final int ORDERS = 8;
    private static final GraceByTier GRACE = tier -> tier.equals("a") ? Duration.ofSeconds(30) : Duration.ZERO;
    private static final long AS_OF = Panes.lastMinuteOf(OrderEventGenerator.BASE) + 4;

    @Test
    void law_1_tallies_form_a_commutative_group() {
        Laws.hold(SEEDS, CoreLawsTest::tallies, (_, tallies) -> {
            for (Tally a : tallies) {
                for (Tally b : tallies) {
                    assertThat(a.plus(b)).isEqualTo(b.plus(a));
                    assertThat(a.plus(b).minus(b)).isEqualTo(a);
                    for (Tally c : tallies) {
                        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
                    }
                }
                assertThat(a.plus(Tally.ZERO)).isEqualTo(a);
                assertThat(a.minus(a)).isEqualTo(Tally.ZERO);
            }
        });
    }

    @Test
    void law_2_any_permutation_duplication_and_batching_ends_in_the_same_counts() {
        Laws.hold(SEEDS, CoreLawsTest::events, (seed, events) -> {
            Random random = new Random(seed);
            List<OrderEvent> shuffled = new ArrayList<>(events);
            events.stream().filter(_ -> random.nextInt(4) == 0).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);
            Shard one = new Shard();
            shuffled.forEach(event -> one.take(List.of(event)));
            Shard other = new Shard();
            for (int from = 0; from < events.size(); ) {
                int to = Math.min(events.size(), from + 1 + random.nextInt(9));
                other.take(events.subList(from, to));
                from = to;
            }

            one.check(events);
            assertThat(other.cubeBytes()).isEqualTo(one.cubeBytes());
            assertThat(other.facts).isEqualTo(one.facts);
        });
    }

    @Test
    void law_3_orders_split_over_shards_add_up_to_what_one_shard_counts() {
        Laws.hold(SEEDS, CoreLawsTest::events, (seed, events) -> {
            int shards = 1 + new Random(seed).nextInt(4);
            List<Shard> split = new ArrayList<>();
            for (int shard = 0; shard < shards; shard++) {
                int own = shard;
                Shard one = new Shard();
                one.take(events.stream()
                        .filter(e -> Math.floorMod(e.header().subject().hashCode(), shards) == own)
                        .toList());
                split.add(one);
            }
            Shard whole = new Shard();
            whole.take(events);

            for (LiveWindow window : LiveWindow.values()) {
                assertThat(sum(split.stream().map(s -> s.levels(window)).toList()))
                        .isEqualTo(byGroup(SlowLevels.withoutEmptyGroups(whole.levels(window))));
            }
        });
    }

    @Test
    void law_4_restoring_from_any_checkpoint_and_replaying_the_rest_is_as_if_nothing_had_happened() {
        Laws.hold(SEEDS, CoreLawsTest::events, (seed, events) -> {
            Random random = new Random(seed);
            Shard steady = new Shard();
            Shard crashed = new Shard();
            for (OrderEvent event : events) {
                steady.take(List.of(event));
                crashed.take(List.of(event));
                if (random.nextInt(4) == 0) {
                    crashed.restore();
                }
            }
            assertThat(crashed.facts).isEqualTo(steady.facts);
            assertThat(crashed.cubeBytes()).isEqualTo(steady.cubeBytes());
            assertThat(crashed.cube.levels()).isEqualTo(steady.cube.levels());
            crashed.check(events);
        });
    }

    @Test
    void law_5_a_window_is_the_sum_of_its_panes_and_the_total_that_of_its_tiers() {
        Laws.hold(SEEDS, CoreLawsTest::events, (_, events) -> {
            Shard shard = new Shard();
            shard.take(events);
            WindowLevels hour = shard.levels(LiveWindow.HOUR);
            assertThat(hour.tiers().stream().map(GroupLevels::tally).reduce(Tally.ZERO, Tally::plus))
                    .isEqualTo(hour.total().tally());
            Tally panes = Tally.ZERO;
            for (long minute = AS_OF - LiveWindow.HOUR.minutes() + 1; minute <= AS_OF; minute++) {
                shard.cube.slideTo(minute);
                panes = panes.plus(
                        shard.levels(LiveWindow.QUARTER_HOUR).total().trend().getLast());
            }
            assertThat(panes).isEqualTo(hour.total().tally());
        });
    }

    @Test
    void law_6_a_retraction_restores_exactly_what_was_there_before() {
        Laws.hold(SEEDS, CoreLawsTest::events, (seed, events) -> {
            Shard shard = new Shard();
            shard.take(events);
            byte[] before = shard.cubeBytes();
            String order = "o" + new Random(seed).nextInt(ORDERS);
            OrderEvent drawn = new OrderEventGenerator(seed + 7_000_000).event(order);
            if (drawn instanceof OrderEvent.Retracted) {
                return;
            }
            EventIdentity fresh = new EventIdentity("/new", "extra");
            OrderEvent extra = OrderEventGenerator.withIdentity(drawn, fresh);
            EventHeader undo = new EventHeader(new EventIdentity("/new", "undo"), order, OrderEventGenerator.BASE);

            shard.take(List.of(extra));
            shard.take(List.of(new OrderEvent.Retracted(undo, fresh)));

            assertThat(shard.cubeBytes()).isEqualTo(before);
        });
    }

    @Test
    void law_7_joint_counts_stay_within_the_frechet_bounds_of_their_parts() {
        Laws.hold(SEEDS, CoreLawsTest::events, (_, events) -> {
            Shard shard = new Shard();
            shard.take(events);
            for (LiveWindow window : LiveWindow.values()) {
                byGroup(shard.levels(window)).values().forEach(CoreLawsTest::checkBounds);
            }
        });
    }

    private static void checkBounds(Tally t) {
        assertThat(t.otif())
                .isBetween(Math.max(0, t.onTime() + t.inFull() - t.due()), Math.min(t.onTime(), t.inFull()));
        long[] parts = {t.delivered(), t.onTime(), t.inFull(), t.damageFree(), t.documentsRight()};
        long least = LongStream.of(parts).sum() - (parts.length - 1) * t.due();
        assertThat(t.perfect())
                .isBetween(Math.max(0, least), LongStream.of(parts).min().orElseThrow());
    }

    private static List<Tally> tallies(long seed) {
        Random random = new Random(seed);
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long[] n = random.longs(10, 0, 1_000_000_000_000L).toArray();
            tallies.add(new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]));
        }
        return tallies;
    }

    /** The events of several orders, mixed. */
    private static List<OrderEvent> events(long seed) {
        OrderEventGenerator generator = new OrderEventGenerator(seed);
        List<OrderEvent> events = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            events.addAll(generator.order("o" + order));
        }
        return generator.shuffled(events);
    }

    private static Map<String, Tally> sum(Collection<WindowLevels> shards) {
        Map<String, Tally> sum = new HashMap<>();
        for (WindowLevels shard : shards) {
            byGroup(shard).forEach((group, tally) -> sum.merge(group, tally, Tally::plus));
        }
        sum.values().removeIf(Tally.ZERO::equals);
        return sum;
    }

    /** Every tally of the levels, by a name of its own; none that is zero. */
    private static Map<String, Tally> byGroup(WindowLevels levels) {
        Map<String, Tally> byGroup = new HashMap<>();
        put(byGroup, "", List.of(levels.total()));
        put(byGroup, "tier ", levels.tiers());
        levels.byDimension().forEach((dimension, groups) -> put(byGroup, dimension + " ", groups));
        levels.byTier()
                .forEach((tier, ofTier) ->
                        ofTier.forEach((dimension, groups) -> put(byGroup, tier + " " + dimension + " ", groups)));
        byGroup.values().removeIf(Tally.ZERO::equals);
        return byGroup;
    }

    private static void put(Map<String, Tally> byGroup, String name, List<GroupLevels> groups) {
        for (GroupLevels group : groups) {
            byGroup.put(name + group.key(), group.tally());
            byGroup.put(name + group.key() + " before", group.before());
            for (int slice = 0; slice < group.trend().size(); slice++) {
                byGroup.put(
                        name + group.key() + " slice " + slice, group.trend().get(slice));
            }
        }
    }

    /** Facts by order and the cube, as one shard keeps them. */
    private static final class Shard {
        private Map<String, OrderFacts> facts = new HashMap<>();
        private ServiceLevelCube cube = new ServiceLevelCube();

        Shard() {
            cube.slideTo(AS_OF);
        }

        /** Applies a batch: an order that several of its events touch changes once. */
        void take(List<OrderEvent> batch) {
            Map<String, OrderFacts> before = new HashMap<>();
            for (OrderEvent event : batch) {
                String order = event.header().subject();
                OrderFacts known = facts.getOrDefault(order, OrderFacts.none());
                before.putIfAbsent(order, known);
                facts.put(order, known.with(event));
            }
            before.forEach((order, known) -> cube.apply(new VerdictChange(
                    order, known.judge(GRACE), facts.getOrDefault(order, known).judge(GRACE))));
        }

        void restore() {
            Map<String, OrderFacts> restored = new HashMap<>();
            facts.forEach((order, known) -> restored.put(order, OrderFacts.ofBytes(known.bytes())));
            facts = restored;
            try {
                cube = ServiceLevelCube.readFrom(ByteBuffer.wrap(cubeBytes()));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        byte[] cubeBytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                cube.writeTo(new DataOutputStream(bytes));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return bytes.toByteArray();
        }

        WindowLevels levels(LiveWindow window) {
            return java.util.Objects.requireNonNull(cube.levels().get(window));
        }

        /** The levels are those of the oracles, of the same events. */
        void check(List<OrderEvent> events) {
            Map<String, List<OrderEvent>> byOrder = new HashMap<>();
            events.forEach(e -> byOrder.computeIfAbsent(e.header().subject(), _ -> new ArrayList<>())
                    .add(e));
            List<Verdict> verdicts = byOrder.values().stream()
                    .map(ofOrder -> SlowOracle.judge(ofOrder, GRACE))
                    .toList();
            for (LiveWindow window : LiveWindow.values()) {
                assertThat(SlowLevels.withoutEmptyGroups(levels(window)))
                        .isEqualTo(SlowLevels.of(verdicts, window, Panes.instantOf(AS_OF)));
            }
        }
    }
}
