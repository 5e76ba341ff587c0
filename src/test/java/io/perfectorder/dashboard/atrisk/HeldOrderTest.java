package io.perfectorder.dashboard.atrisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOrderTest {
    private final HeldOrder order = new HeldOrder();

    @Test
    void rowsMoveAtOnce_whileNobodyIsAtThem() {
        order.offer(List.of("a", "b", "c"));
        order.offer(List.of("c", "a", "b"));

        assertThat(order.shown()).containsExactly("c", "a", "b");
        assertThat(order.waiting()).isZero();
    }

    @Test
    void rowsStay_whileTheyAreHeld_andComeIntoOrderAfterwards() {
        order.offer(List.of("a", "b", "c"));
        order.hold(true);
        order.offer(List.of("c", "a", "d"));

        assertThat(order.shown()).containsExactly("a", "b", "c");

        order.hold(false);
        assertThat(order.shown()).containsExactly("c", "a", "d");
    }

    @Test
    void waiting_countsRowsThatComeGoAndMove_andEachOnce() {
        order.offer(List.of("a", "b", "c", "d", "e"));
        order.hold(true);

        order.offer(List.of("e", "a", "b", "c", "d"));
        assertThat(order.waiting()).as("one row moved to the top").isEqualTo(1);
        order.offer(List.of("a", "c", "d", "e", "f", "g"));
        assertThat(order.waiting()).as("one gone, two come").isEqualTo(3);
        order.offer(List.of("e", "d", "c", "b", "a"));
        assertThat(order.waiting()).as("turned around").isEqualTo(4);
    }

    @Test
    void release_showsTheNewest_thoughSomebodyIsAtThem() {
        order.offer(List.of("a", "b"));
        order.hold(true);
        order.offer(List.of("b", "a"));

        order.release();
        assertThat(order.shown()).containsExactly("b", "a");

        order.offer(List.of("a", "b"));
        assertThat(order.shown()).as("held again").containsExactly("b", "a");
    }

    @Test
    void theFirstList_isShown_evenUnderThePointer() {
        order.hold(true);
        order.offer(List.of("a"));

        assertThat(order.shown()).containsExactly("a");
    }
}
