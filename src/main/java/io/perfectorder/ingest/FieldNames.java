package io.perfectorder.ingest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that one JSON object has used so far. The few of an ordinary object are compared one by one. */
final class FieldNames {
    private static final int FEW = 8;

    private @Nullable String[] few = new String[2];
    private int count;
    private @Nullable Set<String> many;

    /** Notes a name; false when it was there before. */
    boolean add(String name) {
        if (many != null) {
            return many.add(name);
        }
        for (int i = 0; i < count; i++) {
            if (name.equals(few[i])) {
                return false;
            }
        }
        if (count == FEW) {
            many = new HashSet<>(Arrays.asList(few));
            return many.add(name);
        }
        if (count == few.length) {
            few = Arrays.copyOf(few, Math.min(FEW, 2 * count));
        }
        few[count++] = name;
        return true;
    }
}
