package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tallies by tier and pane, of the panes after a horizon that only moves forward. Mutable, for one thread; what leaves it shares
 * nothing with it.
 */
public final class ServiceLevelCube {
    /** The key of the group that holds the values which have no group of their own, and any value that is so called. */
    public static final String OTHER = "other";

    /** How many values of a dimension can have a group of their own in {@link #levels()}. */
    public static final int MOST_VALUES = 200;

    private final NavigableMap<String, NavigableMap<Long, Tally>> tiers = new TreeMap<>();
    private long horizonMinute = Long.MIN_VALUE;
    private long asOfMinute;

    /** Takes the old contribution out and puts the new one in. Panes at or before the horizon are left alone. */
    public void apply(VerdictChange change) {
        if (change.before() instanceof Verdict.Judged judged) {
            add(judged.dimensions().tier(), Panes.endMinuteOf(judged.deadline()), Tally.ZERO.minus(Tally.of(judged)));
        }
        if (change.after() instanceof Verdict.Judged judged) {
            add(judged.dimensions().tier(), Panes.endMinuteOf(judged.deadline()), Tally.of(judged));
        }
    }

    /** Adds the tally to the pane that ends at {@code minute}. */
    public void add(String tier, long minute, Tally tally) {
        if (minute <= horizonMinute) {
            return;
        }
        NavigableMap<Long, Tally> panes = tiers.computeIfAbsent(tier, _ -> new TreeMap<>());
        panes.merge(minute, tally, (left, right) -> {
            Tally sum = left.plus(right);
            return sum.equals(Tally.ZERO) ? null : sum;
        });
        if (panes.isEmpty()) {
            tiers.remove(tier);
        }
    }

    /** Drops the panes that end at or before {@code minute}; an earlier minute than before changes nothing. */
    public void forgetUntil(long minute) {
        if (minute <= horizonMinute) {
            return;
        }
        horizonMinute = minute;
        tiers.values().removeIf(panes -> {
            panes.headMap(minute, true).clear();
            return panes.isEmpty();
        });
    }

    /** The tiers that hold anything, in order of their names. */
    public List<String> tiers() {
        return List.copyOf(tiers.keySet());
    }

    /** The sum of the panes of a tier that end in {@code (afterMinute, toMinute]}. */
    public Tally sum(String tier, long afterMinute, long toMinute) {
        NavigableMap<Long, Tally> panes = tiers.get(tier);
        if (panes == null) {
            return Tally.ZERO;
        }
        Tally sum = Tally.ZERO;
        for (Tally tally : panes.subMap(afterMinute, false, toMinute, true).values()) {
            sum = sum.plus(tally);
        }
        return sum;
    }

    /** Moves the end of every window. */
    public void slideTo(long asOf) {
        asOfMinute = asOf;
        forgetUntil(asOf - 2L * 30 * 1440 - 1440);
    }

    /** The levels of every live window. */
    public java.util.Map<LiveWindow, WindowLevels> levels() {
        return LiveLevels.of(this, asOfMinute);
    }

    public long asOfMinute() {
        return asOfMinute;
    }

    public void writeTo(java.io.DataOutput out) throws java.io.IOException {
        out.writeInt(tiers.values().stream().mapToInt(java.util.Map::size).sum());
        for (var tier : tiers.entrySet()) {
            for (var pane : tier.getValue().entrySet()) {
                out.writeUTF(tier.getKey());
                out.writeLong(pane.getKey());
                Tally t = pane.getValue();
                for (long n : new long[] {
                    t.due(),
                    t.delivered(),
                    t.onTime(),
                    t.inFull(),
                    t.otif(),
                    t.errorFree(),
                    t.damageFree(),
                    t.documentsRight(),
                    t.perfect(),
                    t.complained()
                }) {
                    out.writeLong(n);
                }
            }
        }
    }

    public static ServiceLevelCube readFrom(java.io.DataInput in) throws java.io.IOException {
        ServiceLevelCube cube = new ServiceLevelCube();
        for (int left = in.readInt(); left > 0; left--) {
            cube.add(
                    in.readUTF(),
                    in.readLong(),
                    new Tally(
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong()));
        }
        return cube;
    }
}
