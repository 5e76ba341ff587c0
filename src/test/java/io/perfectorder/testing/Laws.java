package io.perfectorder.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks a law on many generated lists. A list that breaks it is shrunk: parts are left out as long as the rest still breaks it, and
 * the failure names the seed and what is left. {@code -Dlaws.factor=20} checks that many times more seeds.
 */
public final class Laws {
    private static final int FACTOR = Integer.getInteger("laws.factor", 1);

    private Laws() {}

    /** A statement about a list; it throws when the list breaks it. The seed is for what else is drawn, such as a shuffle. */
    @FunctionalInterface
    public interface Law<T> {
        void check(long seed, List<T> input);
    }

    /** Checks the law on the lists of {@code seeds} seeds. */
    public static <T> void hold(int seeds, LongFunction<List<T>> generator, Law<T> law) {
        for (long seed = 0; seed < (long) seeds * FACTOR; seed++) {
            List<T> input = generator.apply(seed);
            Throwable failure = failure(law, seed, input);
            if (failure != null) {
                long broken = seed;
                List<T> least = shrunk(input, rest -> failure(law, broken, rest) != null);
                throw new AssertionError("seed " + seed + " breaks the law with " + least, failure(law, seed, least));
            }
        }
    }

    /** The least list that still fails: no single element can be left out. */
    public static <T> List<T> shrunk(List<T> failing, Predicate<List<T>> fails) {
        List<T> least = failing;
        for (int part = Math.max(1, least.size() / 2); part >= 1; part /= 2) {
            int from = 0;
            while (from < least.size()) {
                List<T> rest = new ArrayList<>(least.subList(0, from));
                rest.addAll(least.subList(Math.min(least.size(), from + part), least.size()));
                if (fails.test(rest)) {
                    least = rest;
                } else {
                    from += part;
                }
            }
        }
        return least;
    }

    private static <T> @Nullable Throwable failure(Law<T> law, long seed, List<T> input) {
        try {
            law.check(seed, input);
            return null;
        } catch (AssertionError | RuntimeException broken) {
            return broken;
        }
    }
}
