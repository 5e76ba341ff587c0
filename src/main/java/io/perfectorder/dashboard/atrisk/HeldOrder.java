package io.perfectorder.dashboard.atrisk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In what order rows are shown. While somebody is at them, it stays what it was: nothing moves, comes or goes under the pointer, and what
 * waits is counted.
 */
final class HeldOrder {
    private List<String> shown = List.of();
    private List<String> newest = List.of();
    private boolean held;

    /** Takes the newest order; it is shown at once unless somebody is at the rows. */
    void offer(List<String> ids) {
        newest = List.copyOf(ids);
        if (!held || shown.isEmpty()) {
            shown = newest;
        }
    }

    void hold(boolean hold) {
        held = hold;
        if (!hold) {
            shown = newest;
        }
    }

    /** Shows the newest order although somebody is at the rows. */
    void release() {
        shown = newest;
    }

    List<String> shown() {
        return shown;
    }

    /** How many rows would come, go or change places. */
    int waiting() {
        Set<String> before = new HashSet<>(shown);
        Set<String> after = new HashSet<>(newest);
        int gone = (int) shown.stream().filter(id -> !after.contains(id)).count();
        int come = (int) newest.stream().filter(id -> !before.contains(id)).count();
        return gone + come + moved(after);
    }

    /** The fewest rows that have to move for the rest to be in the new order: all but the longest ascending run of places. */
    private int moved(Set<String> after) {
        Map<String, Integer> places = new HashMap<>();
        newest.forEach(id -> places.put(id, places.size()));
        List<Integer> now = new ArrayList<>();
        shown.stream().filter(after::contains).forEach(id -> now.add(places.getOrDefault(id, 0)));
        int[] ends = new int[now.size()];
        int longest = 0;
        for (int place : now) {
            int at = Arrays.binarySearch(ends, 0, longest, place);
            int run = at < 0 ? -at - 1 : at;
            ends[run] = place;
            longest = Math.max(longest, run + 1);
        }
        return now.size() - longest;
    }
}
