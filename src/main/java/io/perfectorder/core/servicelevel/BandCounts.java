package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Criterion;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How many orders of one group are in which {@link Bands band} and meet which criteria. One number stands for both, a cell; so an order
 * that grows older takes one from a cell and gives one to its neighbour, and tallies are added up only when they are read.
 *
 * <p>Masks of criteria have columns, the usual ones first, and the table is as wide as its last column in use. A group of which all orders
 * are in one cell, as most are where there are very many groups, has no table.
 */
final class BandCounts {
    private static final int[] COLUMN_OF_MET = new int[256];
    private static final int[] MET_OF_COLUMN = new int[COLUMN_OF_MET.length];

    private static final int[] NO_TABLE = {};

    static {
        int[] next = {0};
        IntStream.range(0, COLUMN_OF_MET.length)
                .boxed()
                .sorted(Comparator.comparingInt(BandCounts::rarity))
                .forEach(met -> {
                    MET_OF_COLUMN[next[0]] = met;
                    COLUMN_OF_MET[met] = next[0]++;
                });
    }

    /** By cell; empty while {@link #onlyCell} holds all orders. */
    private int[] table = NO_TABLE;

    private int onlyCell;
    private int onlyOrders;

    /** The number of misfortunes; more than there can be for a mask that no order has. Decides about room alone, never about a count. */
    private static int rarity(int met) {
        boolean delivered = meets(met, Criterion.DELIVERED);
        boolean onTime = meets(met, Criterion.ON_TIME);
        boolean errorFree = delivered
                && meets(met, Criterion.IN_FULL)
                && meets(met, Criterion.DAMAGE_FREE)
                && meets(met, Criterion.DOCUMENTS_RIGHT);
        boolean possible = meets(met, Criterion.ERROR_FREE) == errorFree
                && meets(met, Criterion.PERFECT) == (errorFree && onTime)
                && (delivered || !onTime);
        if (!possible) {
            return Criterion.values().length;
        }
        int misfortunes = meets(met, Criterion.COMPLAINED) ? 1 : 0;
        misfortunes += meets(met, Criterion.DAMAGE_FREE) ? 0 : 1;
        misfortunes += meets(met, Criterion.DOCUMENTS_RIGHT) ? 0 : 1;
        misfortunes += meets(met, Criterion.IN_FULL) == delivered ? 0 : 1;
        return misfortunes + (onTime == delivered ? 0 : 1);
    }

    private static boolean meets(int met, Criterion criterion) {
        return (met & criterion.bit()) != 0;
    }

    /** The cell of a mask in a band; the cell of the next band is the next. */
    static int cell(int met, int band) {
        return COLUMN_OF_MET[met] * Bands.COUNT + band;
    }

    /** Takes orders out when {@code orders} is negative. */
    void add(int cell, int orders) {
        if (cell < table.length) {
            table[cell] += orders;
        } else {
            addBeyondTable(cell, orders);
        }
    }

    /** Orders move from a cell to that of the next band, or out of the last one. */
    void grow(int cell, int orders) {
        add(cell, -orders);
        if ((cell + 1) % Bands.COUNT != 0) {
            add(cell + 1, orders);
        }
    }

    private void addBeyondTable(int cell, int orders) {
        if (table.length == 0 && (onlyOrders == 0 || onlyCell == cell)) {
            onlyCell = cell;
            onlyOrders += orders;
            return;
        }
        int last = Math.max(cell, onlyCell);
        table = Arrays.copyOf(table, (last / Bands.COUNT + 1) * Bands.COUNT);
        table[onlyCell] += onlyOrders;
        onlyOrders = 0;
        onlyCell = 0;
        table[cell] += orders;
    }

    /** Adds the counts of another group. */
    void add(BandCounts more) {
        for (int cell = 0; cell < more.table.length; cell++) {
            if (more.table[cell] != 0) {
                add(cell, more.table[cell]);
            }
        }
        if (more.onlyOrders != 0) {
            add(more.onlyCell, more.onlyOrders);
        }
    }

    void clear() {
        Arrays.fill(table, 0);
        onlyOrders = 0;
    }

    /** The orders in the first so many bands. */
    long dueWithin(int bands) {
        long due = onlyOrders != 0 && onlyCell % Bands.COUNT < bands ? onlyOrders : 0;
        for (int cell = 0; cell < table.length; cell++) {
            due += cell % Bands.COUNT < bands ? table[cell] : 0;
        }
        return due;
    }

    /** For each number of bands, from none to all, the {@link Counts} of the orders in the first so many, one after the other. */
    long[] cumulated() {
        long[] sums = new long[(Bands.COUNT + 1) * Counts.LENGTH];
        for (int cell = 0; cell < table.length; cell++) {
            if (table[cell] != 0) {
                addToBand(sums, cell, table[cell]);
            }
        }
        if (onlyOrders != 0) {
            addToBand(sums, onlyCell, onlyOrders);
        }
        for (int at = Counts.LENGTH; at < sums.length; at++) {
            sums[at] += sums[at - Counts.LENGTH];
        }
        return sums;
    }

    private static void addToBand(long[] sums, int cell, int orders) {
        int band = cell % Bands.COUNT;
        Counts.add(sums, (band + 1) * Counts.LENGTH, MET_OF_COLUMN[cell / Bands.COUNT], orders);
    }
}
