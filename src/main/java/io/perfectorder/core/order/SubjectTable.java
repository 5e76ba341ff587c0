package io.perfectorder.core.order;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries found by the subject that they are about. An open-addressing table of hashes and references: no key is kept beside an entry,
 * which is asked itself whether it is about the subject when the hashes are equal. The hash depends on a key that nobody outside knows, so
 * that nobody can send subjects that collide. For one thread. Source: ADR 0099.
 *
 * @param <E> the entries
 */
public final class SubjectTable<E extends SubjectTable.Entry> {
    /** What is found by its subject. */
    public interface Entry {
        boolean isAbout(String subject);
    }

    private static final int FREE = 0;

    private final long key;

    /** {@link #FREE} where there is no entry. */
    private int[] hashes = new int[64];

    private @Nullable Entry[] entries = new Entry[hashes.length];
    private int size;

    /** {@code key}: any number, drawn at random where subjects come from strangers. */
    public SubjectTable(long key) {
        this.key = key | 1;
    }

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // Only put writes entries.
    public @Nullable E get(String subject) {
        return (E) entries[placeOf(subject, hash(subject))];
    }

    /** Puts an entry of a subject that has none. */
    public void put(String subject, E entry) {
        int hash = hash(subject);
        put(freePlace(hash), hash, entry);
        if (++size > hashes.length / 8 * 5) {
            grow();
        }
    }

    /** Takes the entry of the subject out. */
    public @Nullable E remove(String subject) {
        int place = placeOf(subject, hash(subject));
        @SuppressWarnings("unchecked") // Only put writes entries.
        E removed = (E) entries[place];
        if (removed != null) {
            closeGap(place);
            size--;
        }
        return removed;
    }

    @SuppressWarnings("unchecked") // Only put writes entries.
    public void forEach(Consumer<? super E> action) {
        for (Entry entry : entries) {
            if (entry != null) {
                action.accept((E) entry);
            }
        }
    }

    /** Where the entry of the subject is, or the free place where a search for it ends. */
    private int placeOf(String subject, int hash) {
        int place = home(hash);
        while (hashes[place] != FREE) {
            if (hashes[place] == hash) {
                Entry entry = entries[place];
                if (entry != null && entry.isAbout(subject)) {
                    return place;
                }
            }
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    private int freePlace(int hash) {
        int place = home(hash);
        while (hashes[place] != FREE) {
            place = place + 1 & hashes.length - 1;
        }
        return place;
    }

    /** Moves back what comes after the gap and would not be found across it. */
    private void closeGap(int from) {
        int gap = from;
        int place = gap;
        while (true) {
            place = place + 1 & hashes.length - 1;
            if (hashes[place] == FREE) {
                break;
            }
            int fromHome = place - home(hashes[place]) & hashes.length - 1;
            int fromGap = place - gap & hashes.length - 1;
            if (fromHome >= fromGap) {
                put(gap, hashes[place], entries[place]);
                gap = place;
            }
        }
        put(gap, FREE, null);
    }

    private void grow() {
        int[] oldHashes = hashes;
        @Nullable Entry[] oldEntries = entries;
        hashes = new int[2 * oldHashes.length];
        entries = new Entry[hashes.length];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldHashes[i] != FREE) {
                put(freePlace(oldHashes[i]), oldHashes[i], oldEntries[i]);
            }
        }
    }

    private void put(int place, int hash, @Nullable Entry entry) {
        hashes[place] = hash;
        entries[place] = entry;
    }

    private int home(int hash) {
        return hash & hashes.length - 1;
    }

    /** A polynomial of the characters at the key, modulo 2⁶⁴; its upper half depends on every bit. Never {@link #FREE}. */
    private int hash(String subject) {
        long hash = key;
        for (int i = 0; i < subject.length(); i++) {
            hash = (hash ^ subject.charAt(i)) * (0x9E3779B97F4A7C15L ^ key << 1);
        }
        int upper = (int) (hash >>> Integer.SIZE);
        return upper == FREE ? 1 : upper;
    }
}
