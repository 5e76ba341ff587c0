package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.parts.LevelTile;
import io.perfectorder.dashboard.parts.TrendChart;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * What the overview shows of the newest snapshot, worked out once for all pages with the same window and language: with many boards open
 * the deciding and formatting would cost more than the sending. It keeps one entry a window and language.
 */
@Component
final class OverviewFaces {
    /** Everything on the page, in words: the tiles by their keys, in order, and the trend. */
    record Shown(
            Snapshot snapshot, Map<String, LevelTile.Face> tiles, List<Long> sliceEnds, List<TrendChart.Line> trend) {}

    private record Key(LiveWindow window, Locale locale) {}

    private final OverviewPresenter presenter;
    private final Map<Key, Shown> newest = new ConcurrentHashMap<>();

    OverviewFaces(Targets targets) {
        presenter = new OverviewPresenter(targets);
    }

    /** {@code texts} and {@code format} are of one language; no number on the page depends on the viewer's zone. */
    @SuppressWarnings("ReferenceEquality") // The very snapshot: to compare two of them would cost what is saved here.
    Shown of(Snapshot snapshot, LiveWindow window, TileFaces.Texts texts, ViewerFormat format) {
        Key key = new Key(window, format.locale());
        Shown known = newest.get(key);
        if (known != null && known.snapshot() == snapshot) {
            return known;
        }
        Shown shown = shown(snapshot, window, texts, format);
        newest.put(key, shown);
        return shown;
    }

    private Shown shown(Snapshot snapshot, LiveWindow window, TileFaces.Texts texts, ViewerFormat format) {
        OverviewModel model = presenter.present(snapshot, window);
        TileFaces faces = new TileFaces(texts, format, model);
        Map<String, LevelTile.Face> tiles = new LinkedHashMap<>();
        model.tiles().forEach(tile -> tiles.put(tile.key(), faces.face(tile)));
        List<TrendChart.Line> trend = model.trend().stream()
                .map(line -> new TrendChart.Line(faces.name(line.label()), line.target(), line.points()))
                .toList();
        return new Shown(snapshot, tiles, model.sliceEnds(), trend);
    }
}
