package io.perfectorder.dashboard.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tile shows.
 *
 * @param key the tier; {@code all} for the total
 * @param perfect the perfect-order rate
 * @param day the perfect-order rate of the slices of the last 24 hours, whatever the window; null where no order was due
 */
record TileModel(String key, LevelModel perfect, List<LevelModel> figures, List<@Nullable Double> day) {}
