package io.perfectorder.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract's sentences one by one, and the mistakes that other systems made. */
class OrderFactsTest {
    private static final Instant DUE = Instant.parse("2026-11-23T10:00:00Z");
    private static final GraceByTier NO_GRACE = _ -> Duration.ZERO;

    /** Odoo 58653 and 128426: no data was shown as 100 % on one screen and as 0 % on another. */
    @Test
    void no_data_is_absent_and_never_zero() {
        assertThat(OrderFacts.none().isEmpty()).isTrue();
        assertThat(OrderFacts.none().judge(NO_GRACE)).isEqualTo(new Verdict.Waiting());
        assertThat(OrderFacts.none().because(NO_GRACE)).isEmpty();
        assertThat(Measure.values()).allMatch(m -> m.of(Tally.ZERO).isEmpty());
    }

    /** Odoo 225529: an order that came in parts counted once a part, so 100 % was shown as 71.43 %. */
    @Test
    void a_split_delivery_never_inflates_the_denominator() {
        OrderFacts facts = facts(placed(10), delivered("a", "d1", -60, 4), delivered("b", "d2", -30, 6));
        Tally tally = Tally.of(facts.judge(NO_GRACE));
        assertThat(tally).isEqualTo(new Tally(1, 1, 1, 1, 1, 1, 1, 1, 1, 0));
    }

    /** Odoo 219691: twice what was ordered was shown as 200 %. */
    @Test
    void over_delivery_is_never_above_one_hundred_percent() {
        OrderFacts facts = facts(placed(10), delivered("a", "d1", -60, 1_000), delivered("b", "d2", -30, 1_000));
        assertThat(Measure.IN_FULL
                        .of(Tally.of(facts.judge(NO_GRACE)))
                        .orElseThrow()
                        .value())
                .isEqualTo(1.0);
    }

    @Test
    void over_delivery_on_one_line_does_not_make_up_for_another() {
        OrderEvent twoLines = placedWith(null, null, List.of(line(1, 5), line(2, 10)));
        OrderEvent delivery =
                new OrderEvent.Delivered(header("a", -60), "d1", List.of(quantity(1, 100), quantity(2, 8)), null);
        OrderFacts facts = facts(twoLines, delivery);
        assertThat(meets(facts, Criterion.IN_FULL)).isFalse();
        assertThat(facts.because(NO_GRACE)).containsEntry(Criterion.IN_FULL, "line 2: 8 of 10 delivered");
    }

    /** Odoo 260384: a date was compared with a date and time, so the day of the deadline was late. */
    @Test
    void the_deadline_is_an_instant_and_not_a_date() {
        assertThat(meets(facts(placed(1), delivered("a", "d", 0, 1)), Criterion.ON_TIME))
                .isTrue();
        OrderEvent late = new OrderEvent.Delivered(
                new EventHeader(new EventIdentity("/t", "a"), "o", DUE.plusNanos(1)),
                "d",
                List.of(quantity(1, 1)),
                null);
        OrderFacts lateFacts = facts(placed(1), late);
        assertThat(meets(lateFacts, Criterion.ON_TIME)).isFalse();
        assertThat(lateFacts.because(NO_GRACE))
                .containsEntry(Criterion.ON_TIME, "the last delivery came less than 1 s after the deadline");
        assertThat(meets(facts(placed(1), delivered("a", "d", 3 * 60, 1)), Criterion.ON_TIME))
                .isFalse();
    }

    @Test
    void an_early_delivery_is_not_on_time_when_a_window_was_promised() {
        OrderEvent window = placedWith(null, DUE.minusSeconds(3_600), List.of(line(1, 1)));
        assertThat(meets(facts(window, delivered("a", "d", -60, 1)), Criterion.ON_TIME))
                .isTrue();
        OrderFacts early = facts(window, delivered("a", "d", -61, 1));
        assertThat(meets(early, Criterion.ON_TIME)).isFalse();
        assertThat(early.because(NO_GRACE).get(Criterion.ON_TIME))
                .isEqualTo("the first delivery came 1 min before the promised 2026-11-23T09:00:00Z");
    }

    @Test
    void the_last_of_several_deliveries_decides_about_lateness_and_says_by_how_much() {
        OrderFacts facts = facts(placed(10), delivered("a", "d1", -60, 5), delivered("b", "d2", 192, 5));
        assertThat(meets(facts, Criterion.ON_TIME)).isFalse();
        assertThat(facts.because(NO_GRACE))
                .containsEntry(Criterion.ON_TIME, "the last delivery came 3 h 12 min after the deadline")
                .containsEntry(Criterion.PERFECT, "the last delivery came 3 h 12 min after the deadline")
                .containsEntry(Criterion.IN_FULL, "the one line was delivered in full");
    }

    @Test
    void the_grace_of_the_tier_moves_the_deadline() {
        OrderFacts gold = facts(placedWith("gold", null, List.of(line(1, 1))), delivered("a", "d", 30, 1));
        GraceByTier grace = tier -> tier.equals("gold") ? Duration.ofMinutes(30) : Duration.ZERO;
        assertThat(((Verdict.Judged) gold.judge(grace)).deadline()).isEqualTo(DUE.plusSeconds(1_800));
        assertThat(((Verdict.Judged) gold.judge(grace)).meets(Criterion.ON_TIME))
                .isTrue();
        assertThat(meets(gold, Criterion.ON_TIME)).isFalse();
    }

    @Test
    void a_deadline_beyond_the_end_of_time_is_the_end_of_time() {
        OrderEvent never = new OrderEvent.Placed(
                header("p", -600), "c", null, null, null, null, null, null, Instant.MAX, List.of(line(1, 1)));
        OrderFacts facts = facts(never, delivered("a", "d", 0, 1));
        GraceByTier huge = _ -> Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(((Verdict.Judged) facts.judge(huge)).deadline()).isEqualTo(Instant.MAX);
        assertThat(facts.because(huge)).containsKey(Criterion.ON_TIME);
    }

    @Test
    void sums_of_the_greatest_quantities_stay_exact() {
        OrderEvent huge = placedWith(null, null, List.of(new OrderLine(1, "s", new Quantity(Long.MAX_VALUE))));
        List<LineQuantity> most = List.of(new LineQuantity(1, new Quantity(Long.MAX_VALUE)));
        OrderEvent one = new OrderEvent.Delivered(header("a", -3), "d1", most, null);
        OrderEvent two = new OrderEvent.Delivered(header("b", -2), "d2", most, null);
        OrderEvent back = new OrderEvent.GoodsReturned(header("r", -1), null, most, ReturnReason.WRONG_ITEM);
        OrderEvent bit = new OrderEvent.GoodsReturned(
                header("s", -1), null, List.of(new LineQuantity(1, new Quantity(1))), ReturnReason.WRONG_ITEM);
        assertThat(meets(facts(huge, one, two, back), Criterion.IN_FULL)).isTrue();
        assertThat(meets(facts(huge, one, two, back, bit), Criterion.IN_FULL)).isFalse();
    }

    @Test
    void a_correction_of_a_delivery_replaces_the_earlier_one_whole() {
        OrderFacts facts = facts(placed(10), delivered("a", "d1", -60, 10), delivered("b", "d1", -30, 8));
        assertThat(meets(facts, Criterion.IN_FULL)).isFalse();
        assertThat(facts.effects())
                .containsEntry(id("a"), EventEffect.SUPERSEDED)
                .containsEntry(id("b"), EventEffect.COUNTS);
    }

    @Test
    void retracting_a_correction_brings_the_corrected_event_back() {
        OrderFacts facts =
                facts(retracted("x", "b"), placed(10), delivered("a", "d1", -60, 10), delivered("b", "d1", -30, 8));
        assertThat(meets(facts, Criterion.IN_FULL)).isTrue();
        assertThat(facts.effects())
                .containsEntry(id("a"), EventEffect.COUNTS)
                .containsEntry(id("b"), EventEffect.RETRACTED)
                .containsEntry(id("x"), EventEffect.COUNTS);
    }

    @Test
    void a_retraction_cannot_be_retracted_not_even_by_itself() {
        OrderFacts facts = facts(
                placed(10),
                delivered("a", "d1", -60, 10),
                retracted("x", "a"),
                retracted("y", "x"),
                retracted("z", "z"));
        assertThat(meets(facts, Criterion.DELIVERED)).isFalse();
        assertThat(facts.effects())
                .containsEntry(id("x"), EventEffect.COUNTS)
                .containsEntry(id("y"), EventEffect.IGNORED)
                .containsEntry(id("z"), EventEffect.IGNORED);
    }

    @Test
    void a_retraction_of_something_unknown_is_ignored_until_it_comes() {
        OrderFacts facts = facts(placed(10), retracted("x", "a"));
        assertThat(facts.effects()).containsEntry(id("x"), EventEffect.IGNORED);
        OrderFacts later = facts.with(delivered("a", "d", -1, 10));
        assertThat(later.effects()).containsEntry(id("x"), EventEffect.COUNTS);
        assertThat(meets(later, Criterion.DELIVERED)).isFalse();
    }

    @Test
    void an_order_whose_placing_is_retracted_waits_again() {
        assertThat(facts(placed(10), delivered("a", "d", -1, 10), retracted("x", "p"))
                        .judge(NO_GRACE))
                .isEqualTo(new Verdict.Waiting());
    }

    @Test
    void the_smallest_placing_counts_and_another_is_a_conflict() {
        OrderEvent second = new OrderEvent.Placed(
                header("q", -500), "other", null, null, null, null, null, null, DUE, List.of(line(1, 1)));
        OrderFacts facts = facts(second, placed(10));
        assertThat(((Verdict.Judged) facts.judge(NO_GRACE)).dimensions().customer())
                .isEqualTo("c");
        assertThat(facts.effects())
                .containsExactly(Map.entry(id("p"), EventEffect.COUNTS), Map.entry(id("q"), EventEffect.CONFLICT));
    }

    @Test
    void of_two_events_with_one_identity_the_first_accepted_stays() {
        OrderFacts facts = facts(placed(10), delivered("a", "d1", -60, 8));
        assertThat(facts.with(delivered("a", "d1", -30, 10))).isEqualTo(facts);
    }

    @Test
    void a_customer_cancellation_withdraws_unless_a_delivery_came_strictly_earlier() {
        OrderEvent cancel = new OrderEvent.Cancelled(header("x", -30), Party.CUSTOMER);
        assertThat(facts(placed(1), cancel).judge(NO_GRACE)).isInstanceOf(Verdict.Withdrawn.class);
        OrderFacts same = facts(placed(1), cancel, delivered("a", "d", -30, 1));
        assertThat(Tally.of(same.judge(NO_GRACE))).isEqualTo(Tally.ZERO);
        assertThat(facts(placed(1), cancel, delivered("a", "d", -31, 1)).judge(NO_GRACE))
                .isInstanceOf(Verdict.Judged.class);
    }

    @Test
    void a_supplier_cancellation_leaves_the_order_due_and_missed() {
        OrderEvent cancel = new OrderEvent.Cancelled(header("x", -30), Party.SUPPLIER);
        OrderEvent afterwards = new OrderEvent.Cancelled(header("y", -20), Party.CUSTOMER);
        OrderFacts facts = facts(placed(1), cancel, afterwards);
        assertThat(Tally.of(facts.judge(NO_GRACE)).due()).isEqualTo(1);
        assertThat(facts.effects())
                .containsEntry(id("x"), EventEffect.COUNTS)
                .containsEntry(id("y"), EventEffect.SUPERSEDED);
        assertThat(facts.because(NO_GRACE).get(Criterion.DELIVERED)).contains("the supplier cancelled");
    }

    @Test
    void a_re_promise_by_the_supplier_changes_nothing() {
        OrderFacts facts = facts(placed(10), amended("m", -60, 600, 1, Party.SUPPLIER), delivered("a", "d", 60, 1));
        assertThat(meets(facts, Criterion.ON_TIME)).isFalse();
        assertThat(meets(facts, Criterion.IN_FULL)).isFalse();
        assertThat(facts.effects()).containsEntry(id("m"), EventEffect.IGNORED);
    }

    @Test
    void a_re_promise_that_the_customer_agreed_to_is_honoured() {
        OrderFacts facts = facts(placed(10), amended("m", -60, 600, 1, Party.CUSTOMER), delivered("a", "d", 60, 1));
        assertThat(meets(facts, Criterion.ON_TIME)).isTrue();
        assertThat(meets(facts, Criterion.PERFECT)).isTrue();
        assertThat(((Verdict.Judged) facts.judge(NO_GRACE)).deadline()).isEqualTo(DUE.plusSeconds(36_000));
    }

    @Test
    void amendments_count_field_by_field() {
        OrderEvent both = amended("m", -60, 600, 1, Party.CUSTOMER);
        OrderEvent onlyBy = new OrderEvent.Amended(header("n", -50), null, DUE.plusSeconds(60), null, Party.CUSTOMER);
        OrderFacts facts = facts(placed(10), both, onlyBy, delivered("a", "d", 0, 1));
        assertThat(((Verdict.Judged) facts.judge(NO_GRACE)).deadline()).isEqualTo(DUE.plusSeconds(60));
        assertThat(meets(facts, Criterion.IN_FULL)).isTrue();
        assertThat(facts.effects()).containsEntry(id("m"), EventEffect.COUNTS);
        OrderFacts more = facts.with(amended("z", -40, 1, 1, Party.CUSTOMER));
        assertThat(more.effects())
                .containsEntry(id("m"), EventEffect.SUPERSEDED)
                .containsEntry(id("n"), EventEffect.SUPERSEDED)
                .containsEntry(id("z"), EventEffect.COUNTS);
    }

    @Test
    void wrong_items_returned_leave_the_order_short_and_spoilt_ones_leave_it_damaged() {
        OrderFacts whole = facts(placed(10), delivered("a", "d", -60, 10));
        assertThat(meets(whole.with(returned("r", ReturnReason.WRONG_ITEM)), Criterion.IN_FULL))
                .isFalse();
        assertThat(meets(whole.with(returned("r", ReturnReason.WRONG_ITEM)), Criterion.DAMAGE_FREE))
                .isTrue();
        assertThat(meets(whole.with(returned("r", ReturnReason.DAMAGED)), Criterion.IN_FULL))
                .isTrue();
        assertThat(meets(whole.with(returned("r", ReturnReason.DAMAGED)), Criterion.DAMAGE_FREE))
                .isFalse();
        assertThat(meets(whole.with(returned("r", ReturnReason.DEFECTIVE)), Criterion.DAMAGE_FREE))
                .isFalse();
        assertThat(meets(whole.with(returned("r", ReturnReason.UNWANTED)), Criterion.PERFECT))
                .isTrue();
    }

    @Test
    void a_resolved_complaint_is_still_a_complaint_and_an_imperfection_of_none() {
        OrderFacts facts = facts(
                placed(10),
                delivered("a", "d", -60, 10),
                new OrderEvent.ComplaintOpened(header("c1", 1), "k", "late"),
                new OrderEvent.ComplaintResolved(header("c2", 2), "k"));
        assertThat(meets(facts, Criterion.COMPLAINED)).isTrue();
        assertThat(meets(facts, Criterion.PERFECT)).isTrue();
        assertThat(facts.because(NO_GRACE)).containsEntry(Criterion.COMPLAINED, "1 complaint was opened");
    }

    @Test
    void the_carrier_comes_from_the_smallest_event_that_names_one_superseded_or_not_but_never_retracted() {
        OrderEvent none = new OrderEvent.Dispatched(header("a", -90), "d", null, null, null);
        OrderEvent first = new OrderEvent.Dispatched(header("b", -80), "d", "dhl", "north", null);
        OrderEvent then = new OrderEvent.Dispatched(header("c", -70), "d", "ups", "south", null);
        OrderFacts facts = facts(placed(10), then, first, none);
        assertThat(dimensions(facts))
                .isEqualTo(new Dimensions("unassigned", "unknown", "north", "dhl", "c", "unknown"));
        assertThat(dimensions(facts.with(retracted("x", "b"))))
                .isEqualTo(new Dimensions("unassigned", "unknown", "south", "ups", "c", "unknown"));
    }

    @Test
    void the_latest_estimate_is_that_of_the_delivery_still_on_its_way() {
        OrderEvent dispatched = new OrderEvent.Dispatched(header("a", -90), "d", null, null, DUE);
        OrderEvent estimated = new OrderEvent.Estimated(header("b", -80), "d", DUE.minusSeconds(60));
        OrderFacts facts = facts(placed(10), dispatched, estimated);
        assertThat(facts.latestEstimatedArrival()).contains(DUE.minusSeconds(60));
        assertThat(facts.with(delivered("z", "d", -1, 10)).latestEstimatedArrival())
                .isEmpty();
    }

    @Test
    void the_last_registration_of_a_customer_replaces_the_earlier_ones_whole() {
        OrderFacts gold = facts(new OrderEvent.CustomerRegistered(header("a", 0), "n", "gold", null));
        assertThat(CustomerFacts.tierOf(gold)).contains("gold");
        OrderFacts none = gold.with(new OrderEvent.CustomerRegistered(header("b", 1), "n", null, null));
        assertThat(CustomerFacts.tierOf(none)).isEmpty();
        assertThat(CustomerFacts.tierOf(none.with(retracted("x", "b")))).contains("gold");
        assertThat(CustomerFacts.tierOf(OrderFacts.none())).isEmpty();
        assertThat(gold.effects()).containsEntry(id("a"), EventEffect.IGNORED);
    }

    private static boolean meets(OrderFacts facts, Criterion criterion) {
        return ((Verdict.Judged) facts.judge(NO_GRACE)).meets(criterion);
    }

    private static Dimensions dimensions(OrderFacts facts) {
        return ((Verdict.Judged) facts.judge(NO_GRACE)).dimensions();
    }

    private static OrderFacts facts(OrderEvent... events) {
        OrderFacts facts = OrderFacts.none();
        for (OrderEvent event : events) {
            facts = facts.with(event);
        }
        return facts;
    }

    private static OrderEvent placed(long ordered) {
        return placedWith(null, null, List.of(line(1, ordered)));
    }

    private static OrderEvent placedWith(@Nullable String tier, @Nullable Instant promisedFrom, List<OrderLine> lines) {
        return new OrderEvent.Placed(header("p", -600), "c", tier, null, null, null, null, promisedFrom, DUE, lines);
    }

    private static OrderEvent delivered(String id, String deliveryId, int minutes, long quantity) {
        return new OrderEvent.Delivered(header(id, minutes), deliveryId, List.of(quantity(1, quantity)), null);
    }

    private static OrderEvent amended(String id, int minutes, int promisedByMinutes, long ordered, Party by) {
        return new OrderEvent.Amended(
                header(id, minutes), null, DUE.plusSeconds(60L * promisedByMinutes), List.of(line(1, ordered)), by);
    }

    private static OrderEvent returned(String id, ReturnReason reason) {
        return new OrderEvent.GoodsReturned(header(id, 5), null, List.of(quantity(1, 1)), reason);
    }

    private static OrderEvent retracted(String id, String named) {
        return new OrderEvent.Retracted(header(id, 10), id(named));
    }

    private static OrderLine line(int line, long quantity) {
        return new OrderLine(line, "sku", Quantity.of(quantity));
    }

    private static LineQuantity quantity(int line, long quantity) {
        return new LineQuantity(line, Quantity.of(quantity));
    }

    private static EventHeader header(String id, int minutes) {
        return new EventHeader(id(id), "o", DUE.plusSeconds(60L * minutes));
    }

    private static EventIdentity id(String id) {
        return new EventIdentity("/t", id);
    }
}
