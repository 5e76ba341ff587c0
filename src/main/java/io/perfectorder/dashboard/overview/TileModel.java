package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one tile shows; a text is {@code —} where there is no data.
 *
 * @param toTarget percentage points, signed
 * @param toBefore percentage points to the window before, signed
 */
record TileModel(
        String key,
        String rate,
        Status status,
        Optional<Rate> counts,
        String low,
        String high,
        double target,
        String targetText,
        String toTarget,
        String toBefore,
        List<Long> trendTimes,
        List<@Nullable Double> trend,
        List<Figure> figures) {

    enum Status {
        ON_TARGET,
        BELOW_TARGET,
        NO_DATA
    }

    record Figure(Measure measure, String rate) {}
}
