package io.perfectorder.core.servicelevel;

import java.util.Arrays;

/** Gives out small numbers, from 0 on without gaps; those that are given back are given out again first. */
final class Numbers {
    private final int most;
    private int[] free = new int[16];
    private int freeCount;
    private int used;

    Numbers(int most) {
        this.most = most;
    }

    int next() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        if (used == most) {
            throw new IllegalStateException("more than " + most + " numbers are in use");
        }
        return used++;
    }

    void giveBack(int number) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = number;
    }

    /** Every number in use is less than this. */
    int end() {
        return used;
    }
}
