package io.perfectorder.core.servicelevel;

/**
 * The cells of one minute: how many orders of a combination meet the same criteria. An open-addressing table of pairs of {@code int}:
 * combination and criteria (0 for a free place), then the number of orders.
 */
final class Pane {
    private static final int MET_BITS = 8;

    private final long minute;
    private int[] table = new int[8];
    private int size;

    Pane(long minute) {
        this.minute = minute;
    }

    /** What is done with each cell. */
    @FunctionalInterface
    interface Visitor {
        void cell(int combination, int met, int orders);
    }

    long minute() {
        return minute;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Adds orders to a cell, which never has fewer than none: taking out what is not there is a bug. */
    void add(int combination, int met, int orders) {
        int key = (combination << MET_BITS | met) + 1;
        int place = place(key);
        int there = table[place] == 0 ? 0 : table[place + 1];
        int sum = Math.addExact(there, orders);
        if (sum < 0) {
            throw new IllegalStateException("minute " + minute + ": " + -orders + " orders taken out of " + there);
        }
        if (sum == 0) {
            if (there > 0) {
                remove(place);
            }
            return;
        }
        table[place + 1] = sum;
        if (table[place] == 0) {
            table[place] = key;
            if (++size > table.length * 3 / 8) {
                resize(2 * table.length);
            }
        }
    }

    /** Makes room for so many cells at once, where it is known that they come. */
    void expect(int cells) {
        int length = table.length;
        while (cells > length * 3 / 8) {
            length *= 2;
        }
        if (length > table.length) {
            resize(length);
        }
    }

    void forEach(Visitor visitor) {
        int[] cells = table;
        for (int place = 0; place < cells.length; place += 2) {
            if (cells[place] != 0) {
                int key = cells[place] - 1;
                visitor.cell(key >>> MET_BITS, key & (1 << MET_BITS) - 1, cells[place + 1]);
            }
        }
    }

    /** Where the key is, or where it would be put. */
    private int place(int key) {
        int place = home(key);
        while (table[place] != 0 && table[place] != key) {
            place = place + 2 & table.length - 1;
        }
        return place;
    }

    private int home(int key) {
        int hash = key * 0x9E3779B9;
        return (hash ^ hash >>> 15) << 1 & table.length - 1;
    }

    private void remove(int gap) {
        table[gap] = 0;
        size--;
        int place = gap + 2 & table.length - 1;
        while (table[place] != 0) {
            int key = table[place];
            int orders = table[place + 1];
            table[place] = 0;
            int to = place(key);
            table[to] = key;
            table[to + 1] = orders;
            place = place + 2 & table.length - 1;
        }
    }

    private void resize(int length) {
        int[] old = table;
        table = new int[length];
        for (int place = 0; place < old.length; place += 2) {
            if (old[place] != 0) {
                int to = place(old[place]);
                table[to] = old[place];
                table[to + 1] = old[place + 1];
            }
        }
    }
}
