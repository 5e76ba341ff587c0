package io.perfectorder.core.alert;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Bounds the share of false alarms among many tests. Source: Y. Benjamini and Y. Hochberg, Controlling the false discovery rate, J. R.
 * Stat. Soc. B 57 (1995).
 */
final class FalseDiscoveries {
    private FalseDiscoveries() {}

    /** For each p value the level at which it would just be among the discoveries. */
    static double[] adjusted(double[] p) {
        Integer[] largestFirst = new Integer[p.length];
        Arrays.setAll(largestFirst, i -> i);
        Arrays.sort(
                largestFirst, Comparator.comparingDouble((Integer i) -> p[i]).reversed());
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int place = 0; place < p.length; place++) {
            int i = largestFirst[place];
            least = Math.min(least, p[i] * p.length / (p.length - place));
            adjusted[i] = least;
        }
        return adjusted;
    }
}
