package io.perfectorder.core.priority;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.priority.RankedOrder.Decider;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CriticalValuePolicyTest {
    private static final Instant DEADLINE = Instant.parse("2026-11-23T10:00:00Z");
    private static final ProductRanking PRODUCTS =
            ProductRankingTest.ranking("A1x2 C2x3 F3x1 B4x3 G5x3 E6x2 Y7x1 H8x2 L9x3 D10x2");

    private final ServicePolicy policy = new CriticalValuePolicy(new TierOrder(List.of("gold", "silver")));

    @Test
    void anOrder_hasThePriorityOfItsBestOpenProduct() {
        RankedOrder ranked = rank(order("1", "silver", 0, "D", "F", "L")).getFirst();

        assertThat(ranked.best().orElseThrow().product().sku()).isEqualTo("F");
        assertThat(ranked.best().orElseThrow()).hasToString("2");
    }

    @Test
    void theBetterProduct_goesBeforeTheBetterTier() {
        List<RankedOrder> ranked = rank(order("1", "gold", 0, "C"), order("2", "silver", 600, "A"));

        assertThat(ids(ranked)).containsExactly("2", "1");
        assertThat(ranked).extracting(RankedOrder::after).containsExactly(Decider.FIRST, Decider.PRODUCT);
    }

    @Test
    void productsThatShareAPlace_leaveItToTheTier() {
        List<RankedOrder> ranked = rank(order("1", "silver", 0, "B"), order("2", "gold", 600, "E"));

        assertThat(ids(ranked)).containsExactly("2", "1");
        assertThat(ranked.getLast().after()).isEqualTo(Decider.TIER);
    }

    @Test
    void equalTiers_leaveItToTheTimeLeft_andThatToTheOrderId() {
        List<RankedOrder> ranked =
                rank(order("c", "gold", 60, "A"), order("b", "gold", 60, "A"), order("z", "gold", 0, "A"));

        assertThat(ids(ranked)).containsExactly("z", "b", "c");
        assertThat(ranked)
                .extracting(RankedOrder::after)
                .containsExactly(Decider.FIRST, Decider.TIME_LEFT, Decider.ORDER_ID);
    }

    @Test
    void tiersThatAreNotConfigured_comeLast_andNoneBeforeAnother() {
        List<RankedOrder> ranked =
                rank(order("1", "bronze", 60, "A"), order("2", "unassigned", 0, "A"), order("3", "silver", 600, "A"));

        assertThat(ids(ranked)).containsExactly("3", "2", "1");
    }

    @Test
    void ordersWithoutARankedProduct_comeAfterAllOthers() {
        List<RankedOrder> ranked = rank(order("1", "gold", 0, "unknown"), order("2", "bronze", 600, "L"));

        assertThat(ids(ranked)).containsExactly("2", "1");
        assertThat(ranked.getLast().best()).isEmpty();
    }

    private List<RankedOrder> rank(OpenOrder... orders) {
        return policy.rank(List.of(orders), PRODUCTS);
    }

    private static List<String> ids(List<RankedOrder> ranked) {
        return ranked.stream().map(order -> order.order().orderId()).toList();
    }

    private static OpenOrder order(String id, String tier, long seconds, String... skus) {
        return new OpenOrder(id, tier, DEADLINE.plusSeconds(seconds), Set.of(skus));
    }
}
