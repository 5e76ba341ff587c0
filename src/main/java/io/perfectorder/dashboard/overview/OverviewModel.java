package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.dashboard.parts.TrendChart.Line;
import java.time.Instant;
import java.util.List;

/**
 * What the overview shows: the tile of all orders first, then one a tier.
 *
 * @param sliceEnds where the slices of the trend end, in seconds since the epoch
 * @param trend one line a tier
 */
record OverviewModel(Instant asOf, LiveWindow window, List<TileModel> tiles, List<Long> sliceEnds, List<Line> trend) {
    OverviewModel {
        tiles = List.copyOf(tiles);
        sliceEnds = List.copyOf(sliceEnds);
        trend = List.copyOf(trend);
    }
}
