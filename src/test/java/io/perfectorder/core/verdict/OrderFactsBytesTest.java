package io.perfectorder.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.testing.Laws;
import io.perfectorder.testing.OrderEventGenerator;
import io.perfectorder.testing.SlowOracle;
import io.perfectorder.testing.WildEventGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compact form: what goes in comes out, whatever the order of arrival, and the verdict from bytes is that from events. */
class OrderFactsBytesTest {
    private static final int SEEDS = 3_000;
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");
    private static final GraceByTier GRACE = tier -> tier.equals("a") ? Duration.ofSeconds(30) : Duration.ZERO;

    @Test
    void the_bytes_of_every_kind_of_event_are_those_of_version_1() {
        String version1 = """
            01016f482df00780daca6b00022f740002653104676f6c64056e6f7274680444432d310573776966740377656203432d\
            37809cce6b80bbcc6b0201180008534b552d3130303102b9170701322322f10183daca6b010200010132c08ccf6b80da\
            ca6b0102b9170008534b552d313030320c230183daca6b0202000101330c200283daca6b03020001013422217383daca\
            6b04020001013501032d44310573776966740444432d31d1ef8adbc8060f260383daca6b050200010136000178182704\
            83daca6b06020001013701032d44318a809582b1a6331d241583daca6b07020001013801032d44310573776966740201\
            1802b91714257683daca6b08020001013901032d443102e907173d5783daca6b09020001014101032d443102011802b9\
            1714320883daca6b0a020001014207696e766f69636515330983daca6b0b020001014301022d50046c61746510300a83\
            daca6b0c020001014401022d501d311b83daca6b0d02000101450b4dc3bc6c6c657220e4b8ad04676f6c6411360c83da\
            ca6b0e02000101460200010139\
            """;

        assertThat(HexFormat.of().formatHex(facts(everyKind()).bytes())).isEqualTo(version1);
        assertThat(OrderFacts.ofBytes(HexFormat.of().parseHex(version1)).events())
                .isEqualTo(everyKind());
    }

    @Test
    void every_event_comes_out_as_it_went_in() {
        Laws.hold(SEEDS, seed -> new WildEventGenerator(seed).order(), (_, events) -> {
            List<OrderEvent> sorted = new ArrayList<>(events);
            sorted.sort((a, b) -> a.header().compareTo(b.header()));
            assertThat(facts(events).events()).isEqualTo(sorted);
            assertThat(OrderFacts.ofBytes(facts(events).bytes())).isEqualTo(facts(events));
        });
    }

    @Test
    void the_bytes_do_not_depend_on_the_order_number_or_batches_of_arrival() {
        Laws.hold(SEEDS, seed -> new WildEventGenerator(seed).order(), (seed, events) -> {
            OrderFacts one = facts(events);
            List<OrderEvent> twice = new ArrayList<>(events);
            twice.addAll(events);
            Collections.shuffle(twice, new Random(seed));
            assertThat(facts(twice)).isEqualTo(one).hasSameHashCodeAs(one);
            int cut = twice.size() / 3;
            assertThat(facts(twice.subList(0, cut)).withAll(twice.subList(cut, twice.size())))
                    .isEqualTo(one);
        });
    }

    @Test
    void the_verdict_from_bytes_is_that_from_events_and_that_of_the_slow_oracle() {
        Laws.hold(SEEDS, seed -> new WildEventGenerator(seed).order(), (_, events) -> {
            OrderFacts facts = facts(events);
            assertThat(facts.judge(GRACE))
                    .isEqualTo(facts.judgeEvents(GRACE))
                    .isEqualTo(SlowOracle.judge(events, GRACE));
        });
        Laws.hold(SEEDS, seed -> new OrderEventGenerator(seed).order("o"), (_, events) -> {
            OrderFacts facts = facts(events);
            assertThat(facts.judge(GRACE))
                    .isEqualTo(facts.judgeEvents(GRACE))
                    .isEqualTo(SlowOracle.judge(events, GRACE));
        });
    }

    @Test
    void most_orders_are_judged_from_their_bytes() {
        int fromBytes = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            List<OrderEvent> events = new OrderEventGenerator(seed).order("o");
            events.removeIf(OrderEvent.Retracted.class::isInstance);
            fromBytes += judgedFromBytes(facts(events).bytes()) ? 1 : 0;
        }
        assertThat(fromBytes).isGreaterThan(850);
    }

    private static boolean judgedFromBytes(byte[] facts) {
        return new UsualOrder().judge(facts, facts.length, GRACE, OrderFacts.WAITING, EventKind.ALL) != null;
    }

    @Test
    void an_order_of_many_deliveries_and_lines_is_judged_all_the_same() {
        List<OrderLine> ordered = new ArrayList<>();
        List<LineQuantity> half = new ArrayList<>();
        for (int line = 1; line <= 1_000; line++) {
            ordered.add(new OrderLine(line, "sku", Quantity.of(2)));
            half.addFirst(new LineQuantity(line, Quantity.of(1)));
        }
        List<OrderEvent> events = new ArrayList<>();
        events.add(new OrderEvent.Placed(header("p", 0), "c", null, null, null, null, null, null, TIME, ordered));
        events.add(new OrderEvent.Delivered(header("a", 1), "a", half, null));
        events.add(new OrderEvent.Delivered(header("b", 2), "b", half, null));
        assertThat(facts(events).judge(GRACE)).isEqualTo(SlowOracle.judge(events, GRACE));
        for (int i = 0; i < 40; i++) {
            events.add(new OrderEvent.Delivered(header("x" + i, 3 + i), "d" + i % 20, half, null));
        }
        assertThat(facts(events).judge(GRACE)).isEqualTo(SlowOracle.judge(events, GRACE));
    }

    @Test
    void an_event_of_another_subject_is_refused() {
        OrderFacts facts = facts(List.of(new OrderEvent.Cancelled(header("a", 0), Party.CUSTOMER)));
        OrderEvent other =
                new OrderEvent.Cancelled(new EventHeader(new EventIdentity("/t", "b"), "other", TIME), Party.CUSTOMER);

        assertThatIllegalArgumentException().isThrownBy(() -> facts.with(other));
        assertThatIllegalArgumentException().isThrownBy(() -> facts.withAll(Collections.nCopies(20, other)));
    }

    @Test
    void bytes_of_another_version_or_cut_off_are_refused() {
        byte[] bytes = facts(everyKind()).bytes();
        byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
        byte[] newer = bytes.clone();
        newer[0] = 2;

        assertThatIllegalArgumentException().isThrownBy(() -> OrderFacts.ofBytes(cut));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderFacts.ofBytes(newer));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderFacts.ofBytes(new byte[0]));
        assertThat(OrderFacts.ofBytes(OrderFacts.none().bytes())).isEqualTo(OrderFacts.none());
    }

    @Test
    void half_a_surrogate_pair_is_refused_and_never_stored_as_something_else() {
        OrderEvent half = new OrderEvent.Cancelled(
                new EventHeader(new EventIdentity("/t", "a\uD83D"), "o", TIME), Party.CUSTOMER);

        assertThatIllegalArgumentException().isThrownBy(() -> OrderFacts.none().with(half));
    }

    private static List<OrderEvent> everyKind() {
        OrderLine first = new OrderLine(1, "SKU-1001", Quantity.of(12));
        OrderLine second = new OrderLine(2, "SKU-1002", new Quantity(1_500));
        List<LineQuantity> accepted =
                List.of(new LineQuantity(1, Quantity.of(12)), new LineQuantity(2, new Quantity(1_500)));
        Instant arrival = TIME.plusMillis(7_200_250);
        return List.of(
                new OrderEvent.Placed(
                        header("e1", 0),
                        "C-7",
                        "gold",
                        "north",
                        "DC-1",
                        "swift",
                        "web",
                        TIME.plusSeconds(3_600),
                        TIME.plusSeconds(7_200),
                        List.of(first, second)),
                new OrderEvent.Amended(header("e2", 1), TIME, TIME.plusSeconds(9_000), List.of(second), Party.CUSTOMER),
                new OrderEvent.Amended(header("e3", 2), null, null, null, Party.SUPPLIER),
                new OrderEvent.Cancelled(header("e4", 3), Party.SUPPLIER),
                new OrderEvent.Dispatched(header("e5", 4), "o-D1", "swift", "DC-1", arrival),
                new OrderEvent.Dispatched(header("e6", 5), "x", null, null, null),
                new OrderEvent.Estimated(header("e7", 6), "o-D1", TIME.plusNanos(1_000)),
                new OrderEvent.Delivered(header("e8", 7), "o-D1", accepted, "swift"),
                new OrderEvent.GoodsDamaged(header("e9", 8), "o-D1", 2, new Quantity(500)),
                new OrderEvent.GoodsReturned(header("eA", 9), "o-D1", accepted, ReturnReason.WRONG_ITEM),
                new OrderEvent.DocumentDisputed(header("eB", 10), "invoice"),
                new OrderEvent.ComplaintOpened(header("eC", 11), "o-P", "late"),
                new OrderEvent.ComplaintResolved(header("eD", 12), "o-P"),
                new OrderEvent.CustomerRegistered(header("eE", 13), "Müller 中", "gold", null),
                new OrderEvent.Retracted(header("eF", 14), new EventIdentity("/t", "e9")));
    }

    private static OrderFacts facts(List<OrderEvent> events) {
        OrderFacts facts = OrderFacts.none();
        for (OrderEvent event : events) {
            facts = facts.with(event);
        }
        return facts;
    }

    private static EventHeader header(String id, int nanos) {
        return new EventHeader(new EventIdentity("/t", id), "o", TIME.plusNanos(nanos));
    }
}
