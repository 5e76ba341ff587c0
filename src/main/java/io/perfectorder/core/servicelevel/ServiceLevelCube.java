package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How many orders of which kind are due in which minute, and from that the service levels of every live window, at any time, for the
 * total, each tier, region, distribution centre, carrier and channel, and each pair of a tier with one of the others.
 *
 * <p>The orders are kept in the finest cells: minute, combination of values, criteria met. Beside the cells run the sums of
 * tiers and pairs, by {@link Bands band of age}, so that {@link #levels()} reads a few sums for each group, whatever the number of
 * orders. Sums change with the cells: when a verdict changes, and when time moves on and a pane grows from one band into the next.
 *
 * <p>Mutable, for one thread; what leaves it shares nothing with it. Source: ADR 0011.
 */
public final class ServiceLevelCube {
    /** The key of the group that holds the values which have no group of their own, and any value that is so called. */
    public static final String OTHER = "other";

    /**
     * How many values of a dimension can have a group of their own in {@link #levels()}: those with the most orders due in the longest
     * window, of equal ones the first by name.
     */
    public static final int MOST_VALUES = 200;

    /**
     * Of how many tiers, chosen likewise, the pairs have groups of their own; the pairs of all other tiers are folded into those of a
     * tier {@link #OTHER}.
     */
    public static final int MOST_PAIRED_TIERS = 20;

    /** The longest window and the one before it. */
    private static final Duration SHOWN = LiveWindow.MONTH.length().multipliedBy(2);

    /** How far back panes are kept: what is shown, and a day for a clock that is set back. */
    public static final Duration KEPT = SHOWN.plusDays(1);

    /** Before the first {@link #slideTo} every pane is in the future. */
    private static final long BEGINNING = Panes.lastMinuteOf(Instant.MIN) - 1;

    private final Groups groups = new Groups();
    private final Combinations combinations = new Combinations(groups);
    private final PaneTable panes = new PaneTable();
    private int allOrders;
    private long asOfMinute = BEGINNING;
    private final TrendSlices slices = new TrendSlices(BEGINNING);
    private long horizonMinute = BEGINNING - KEPT.toMinutes();

    /** Takes the old contribution out and puts the new one in. Panes at or before the horizon are left alone. */
    public void apply(VerdictChange change) {
        if (change.before() instanceof Verdict.Judged before
                && change.after() instanceof Verdict.Judged after
                && Panes.endMinuteOf(before.deadline()) == Panes.endMinuteOf(after.deadline())
                && Combination.alike(before.dimensions(), after.dimensions())) {
            move(after.dimensions(), Panes.endMinuteOf(after.deadline()), before.met(), after.met());
            return;
        }
        if (change.after() instanceof Verdict.Judged judged) {
            add(judged.dimensions(), Panes.endMinuteOf(judged.deadline()), judged.met(), 1);
        }
        if (change.before() instanceof Verdict.Judged judged) {
            add(judged.dimensions(), Panes.endMinuteOf(judged.deadline()), judged.met(), -1);
        }
    }

    /** One order stays in its pane and meets other criteria now. When they are the same it differs in the customer or by seconds. */
    private void move(Dimensions dimensions, long minute, int from, int to) {
        if (minute <= horizonMinute || from == to) {
            return;
        }
        Combination combination = combinations.of(dimensions);
        Pane pane = panes.of(minute);
        pane.add(combination.id, to, 1);
        pane.add(combination.id, from, -1);
        int band = Bands.of(asOfMinute - minute);
        if (band != Bands.NONE) {
            combination.move(band, from, to);
            combination.moveInTrends(slices.of(minute), from, to);
        }
    }

    /**
     * Adds orders, or takes them out when {@code orders} is negative, which meet the criteria of the mask and are due in the pane that
     * ends at {@code minute}. Panes at or before the horizon are left alone.
     *
     * @throws IllegalStateException when more are taken out than are there
     * @throws ArithmeticException when the cube would hold more than {@link Integer#MAX_VALUE} orders
     */
    public void add(Dimensions dimensions, long minute, int met, int orders) {
        if (minute > horizonMinute && orders != 0) {
            add(combinations.of(dimensions), panes.of(minute), met, orders);
        }
    }

    void add(Combination combination, Pane pane, int met, int orders) {
        allOrders = Math.addExact(allOrders, orders);
        pane.add(combination.id, met, orders);
        count(combination, pane.minute(), met, orders);
        combinations.count(combination, orders);
        if (pane.isEmpty()) {
            panes.remove(pane);
        }
    }

    private void count(Combination combination, long minute, int met, int orders) {
        int band = Bands.of(asOfMinute - minute);
        if (band != Bands.NONE) {
            combination.count(band, met, orders);
            combination.countInTrends(slices.of(minute), met, orders);
        }
    }

    /**
     * Moves the end of every window to that minute and forgets the panes that no window will reach. Forward it costs in proportion to
     * the orders that enter a window or leave one, and to the minutes passed or the panes, whichever are fewer; backward, in proportion
     * to the cells. The horizon does not come back: after a step back of more than a day the longest windows lack what was forgotten,
     * see {@link #horizonMinute()}.
     */
    public void slideTo(long minute) {
        if (minute == asOfMinute) {
            return;
        }
        slices.endAt(minute);
        if (minute < asOfMinute) {
            asOfMinute = minute;
            recount();
            return;
        }
        long before = asOfMinute;
        asOfMinute = minute;
        panes.forEach(before, minute, this::enter);
        for (int band = 0; band < Bands.COUNT; band++) {
            int from = band;
            long age = Bands.end(band);
            panes.forEach(before - age, minute - age, pane -> grow(pane, from));
        }
        forgetUntil(minute - KEPT.toMinutes());
    }

    /** A pane is in the future no more. */
    private void enter(Pane pane) {
        pane.forEach((id, met, orders) -> {
            Combination combination = combinations.ofId(id);
            combination.count(0, met, orders);
            combination.countInTrends(slices.of(pane.minute()), met, orders);
        });
    }

    /** A pane leaves a band for the next one. */
    private void grow(Pane pane, int band) {
        pane.forEach((id, met, orders) -> combinations.grow(id, band, met, orders));
    }

    private void recount() {
        groups.forEach(Sums::clear);
        for (Pane pane : panes.all()) {
            pane.forEach((id, met, orders) -> count(combinations.ofId(id), pane.minute(), met, orders));
        }
    }

    private void forgetUntil(long minute) {
        if (minute > horizonMinute) {
            long before = horizonMinute;
            horizonMinute = minute;
            panes.forEach(before, minute, pane -> {
                panes.remove(pane);
                pane.forEach((id, _, orders) -> {
                    allOrders -= orders;
                    combinations.count(combinations.ofId(id), -orders);
                });
            });
        }
    }

    /** The levels of every live window. Costs in proportion to the groups, whatever the number of orders. */
    public Map<LiveWindow, WindowLevels> levels() {
        return new LiveLevels(groups, asOfMinute).levels();
    }

    /** The minute at which every window ends. */
    public long asOfMinute() {
        return asOfMinute;
    }

    /** The panes that end at or before this minute are forgotten. It only moves forward. */
    public long horizonMinute() {
        return horizonMinute;
    }

    /** Whether no pane is forgotten that windows which end at the minute show. */
    public boolean reachesBackFrom(long minute) {
        return horizonMinute <= minute - SHOWN.toMinutes();
    }

    /** Writes the cells in the {@link CubeFormat}. Equal content has equal bytes. */
    public void writeTo(DataOutput out) throws IOException {
        CubeFormat.write(out, this);
    }

    /**
     * The cube that was written.
     *
     * @throws IOException when the version is another, or the bytes end too early
     */
    public static ServiceLevelCube readFrom(ByteBuffer in) throws IOException {
        return CubeFormat.read(in);
    }

    static ServiceLevelCube at(long asOfMinute, long horizonMinute) {
        ServiceLevelCube cube = new ServiceLevelCube();
        cube.asOfMinute = asOfMinute;
        cube.slices.endAt(asOfMinute);
        cube.horizonMinute = horizonMinute;
        return cube;
    }

    Combinations combinations() {
        return combinations;
    }

    PaneTable panes() {
        return panes;
    }
}
