package io.perfectorder.dashboard.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the overview shows: the tile of all orders first, then one a tier. */
record OverviewModel(
        Instant asOf, Optional<Duration> newestEventAge, long accepted, boolean stale, List<TileModel> tiles) {
    OverviewModel {
        tiles = List.copyOf(tiles);
    }
}
