package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The panes that hold any order, found by their minute in an open-addressing table. */
final class PaneTable {
    private @Nullable Pane[] table = new Pane[64];

    /** The minute of the pane at each place, so that a search does not touch the panes that it passes. */
    private long[] minutes = new long[64];

    private int size;

    /** The pane of the minute, made when there is none. */
    Pane of(long minute) {
        int place = place(minute);
        Pane found = table[place];
        if (found != null) {
            return found;
        }
        Pane fresh = new Pane(minute);
        put(place, fresh);
        if (++size > table.length / 2) {
            grow();
        }
        return fresh;
    }

    void remove(Pane pane) {
        int place = place(pane.minute());
        table[place] = null;
        size--;
        place = place + 1 & table.length - 1;
        Pane moved = table[place];
        while (moved != null) {
            table[place] = null;
            put(place(moved.minute()), moved);
            place = place + 1 & table.length - 1;
            moved = table[place];
        }
    }

    /** Visits the panes that end in {@code (after, to]}, by minute or by pane, whichever are fewer. They may be removed. */
    void forEach(long after, long to, Consumer<Pane> visitor) {
        if (to - after > size) {
            for (Pane pane : all()) {
                if (pane.minute() > after && pane.minute() <= to) {
                    visitor.accept(pane);
                }
            }
            return;
        }
        for (long minute = after + 1; minute <= to; minute++) {
            Pane pane = table[place(minute)];
            if (pane != null) {
                visitor.accept(pane);
            }
        }
    }

    List<Pane> all() {
        List<Pane> panes = new ArrayList<>(size);
        for (Pane pane : table) {
            if (pane != null) {
                panes.add(pane);
            }
        }
        return panes;
    }

    List<Pane> sorted() {
        List<Pane> panes = all();
        panes.sort(Comparator.comparingLong(Pane::minute));
        return panes;
    }

    private int place(long minute) {
        int place = home(minute);
        while (table[place] != null && minutes[place] != minute) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    private int home(long minute) {
        long hash = minute * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & table.length - 1;
    }

    private void grow() {
        @Nullable Pane[] old = table;
        table = new Pane[2 * old.length];
        minutes = new long[table.length];
        for (Pane pane : old) {
            if (pane != null) {
                put(place(pane.minute()), pane);
            }
        }
    }

    private void put(int place, Pane pane) {
        table[place] = pane;
        minutes[place] = pane.minute();
    }
}
