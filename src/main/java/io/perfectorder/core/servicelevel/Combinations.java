package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The combinations in use: found by their values in an open-addressing table, or by their number. Numbers are used again. */
final class Combinations {
    /** A number has 24 bits, so that it fits an {@code int} together with a mask of criteria. */
    static final int MOST = (1 << 24) - 1;

    private final Groups groups;
    private @Nullable Combination[] table = new Combination[64];
    private @Nullable Combination[] byId = new Combination[64];

    /** By id the numbers of the groups, so that a pane that grows older reads a few numbers and follows no references. */
    private int[] groupNumbers = new int[64 * Groups.OF_ONE_ORDER];

    private final Numbers ids = new Numbers(MOST);
    private int size;

    Combinations(Groups groups) {
        this.groups = groups;
    }

    Combination of(Dimensions dimensions) {
        int place = Combination.hash(dimensions) >>> 8 & table.length - 1;
        Combination found = table[place];
        while (found != null) {
            if (found.is(dimensions)) {
                return found;
            }
            place = place + 1 & table.length - 1;
            found = table[place];
        }
        Combination fresh = enter(dimensions);
        table[place] = fresh;
        if (++size > table.length / 2) {
            grow();
        }
        return fresh;
    }

    Combination ofId(int id) {
        Combination combination = byId[id];
        if (combination == null) {
            throw new IllegalStateException("no combination has the number " + id);
        }
        return combination;
    }

    /** Orders of a combination grow out of a band into the next one, or out of the last one. */
    void grow(int id, int band, int met, int orders) {
        int cell = BandCounts.cell(met, band);
        int end = (id + 1) * Groups.OF_ONE_ORDER;
        for (int i = id * Groups.OF_ONE_ORDER; i < end; i++) {
            groups.bands(groupNumbers[i]).grow(cell, orders);
        }
    }

    /** Counts orders that entered or left the panes. */
    void count(Combination combination, long more) {
        combination.orders += more;
        if (combination.orders == 0) {
            remove(combination);
        }
    }

    List<Combination> sorted() {
        List<Combination> all = new ArrayList<>(size);
        for (Combination combination : table) {
            if (combination != null) {
                all.add(combination);
            }
        }
        all.sort(Combination.ORDER);
        return all;
    }

    /** Every number in use is less than this. */
    int mostIds() {
        return ids.end();
    }

    private Combination enter(Dimensions dimensions) {
        int id = ids.next();
        if (id == byId.length) {
            byId = Arrays.copyOf(byId, 2 * id);
            groupNumbers = Arrays.copyOf(groupNumbers, byId.length * Groups.OF_ONE_ORDER);
        }
        Combination fresh = groups.enter(dimensions, id);
        byId[id] = fresh;
        for (int i = 0; i < Groups.OF_ONE_ORDER; i++) {
            groupNumbers[id * Groups.OF_ONE_ORDER + i] = fresh.groups[i].number();
        }
        return fresh;
    }

    private void remove(Combination combination) {
        groups.leave(combination);
        byId[combination.id] = null;
        ids.giveBack(combination.id);
        int place = home(combination);
        while (table[place] != combination) {
            place = place + 1 & table.length - 1;
        }
        table[place] = null;
        size--;
        closeGap(place);
    }

    /** Puts what comes after the gap where a search from its home meets it without crossing the gap. */
    private void closeGap(int gap) {
        int place = gap + 1 & table.length - 1;
        Combination moved = table[place];
        while (moved != null) {
            table[place] = null;
            put(moved);
            place = place + 1 & table.length - 1;
            moved = table[place];
        }
    }

    private void grow() {
        @Nullable Combination[] old = table;
        table = new Combination[2 * old.length];
        for (Combination combination : old) {
            if (combination != null) {
                put(combination);
            }
        }
    }

    private void put(Combination combination) {
        int place = home(combination);
        while (table[place] != null) {
            place = place + 1 & table.length - 1;
        }
        table[place] = combination;
    }

    private int home(Combination combination) {
        return combination.hash >>> 8 & table.length - 1;
    }
}
