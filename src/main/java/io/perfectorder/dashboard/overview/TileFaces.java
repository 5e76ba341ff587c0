package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.dashboard.OrdersAddress;
import io.perfectorder.dashboard.overview.LevelModel.Status;
import io.perfectorder.dashboard.parts.CountLink;
import io.perfectorder.dashboard.parts.Level;
import io.perfectorder.dashboard.parts.LevelTile;
import io.perfectorder.dashboard.parts.StatusBadge;
import io.perfectorder.dashboard.parts.Tone;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the tiles of one model into the words of one viewer. */
final class TileFaces {
    /** The texts of the bundle, in the viewer's language. */
    interface Texts {
        String text(String key, Object... values);
    }

    private final Texts texts;
    private final ViewerFormat format;
    private final OverviewModel model;

    TileFaces(Texts texts, ViewerFormat format, OverviewModel model) {
        this.texts = texts;
        this.format = format;
        this.model = model;
    }

    LevelTile.Face face(TileModel tile) {
        LevelModel perfect = tile.perfect();
        return new LevelTile.Face(
                name(tile),
                level(tile, perfect),
                perfect.rate().map(this::interval).orElse(""),
                texts.text("no-data"),
                List.of(
                        new LevelTile.Fact(texts.text("target"), format.percent(perfect.target()), Tone.NONE),
                        new LevelTile.Fact(texts.text("to-target"), points(perfect.toTarget()), tone(perfect.status())),
                        new LevelTile.Fact(texts.text("to-before"), points(perfect.toBefore()), trendTone(perfect))),
                texts.text("counts.missed"),
                tile.figures().stream().map(figure -> level(tile, figure)).toList(),
                new LevelTile.Spark(tile.day(), perfect.target(), texts.text("spark", name(tile))));
    }

    /** The name of a tile: a tier's own, whatever it is. */
    String name(TileModel tile) {
        return tile.key().equals(OverviewPresenter.ALL) ? texts.text("all") : name(tile.key());
    }

    String name(String tier) {
        return tier.equals("unassigned") ? texts.text("unassigned") : tier;
    }

    private Level level(TileModel tile, LevelModel level) {
        String measure = texts.text("measure." + level.measure().key());
        String value = level.rate().map(rate -> format.percent(rate.value())).orElse(ViewerFormat.NO_VALUE);
        return new Level(
                measure,
                status(level),
                link(tile, level.measure(), "met", value, measure + ", " + name(tile)),
                level.rate().map(rate -> counts(tile, level.measure(), rate)),
                about(level));
    }

    private Level.Counts counts(TileModel tile, Measure measure, Rate rate) {
        long missed = rate.denominator() - rate.numerator();
        return new Level.Counts(
                count(tile, measure, "met", rate.numerator()),
                texts.text("counts.between"),
                count(tile, measure, "all", rate.denominator()),
                count(tile, measure, "missed", missed));
    }

    private CountLink.Target count(TileModel tile, Measure measure, String outcome, long count) {
        return link(tile, measure, outcome, format.count(count), about(tile, measure, outcome));
    }

    private String about(TileModel tile, Measure measure, String outcome) {
        return texts.text("counts.about." + outcome, texts.text("measure." + measure.key()), name(tile));
    }

    private CountLink.Target link(TileModel tile, Measure measure, String outcome, String text, String about) {
        Map<String, String> filters = tile.key().equals(OverviewPresenter.ALL) ? Map.of() : Map.of("tier", tile.key());
        OrdersAddress address =
                new OrdersAddress(measure, outcome, model.window().length(), model.asOf(), null, filters);
        return new CountLink.Target(text, address.href(), about);
    }

    private StatusBadge.Status status(LevelModel level) {
        boolean smaller = Targets.smallerIsBetter(level.measure());
        return switch (level.status()) {
            case ON_TARGET -> new StatusBadge.Status(Tone.GOOD, "check", texts.text("status.on-target"));
            case BORDERLINE -> new StatusBadge.Status(Tone.NEAR, "near", texts.text("status.borderline"));
            case OFF_TARGET ->
                new StatusBadge.Status(
                        Tone.BAD,
                        smaller ? "up" : "down",
                        texts.text(smaller ? "status.above-target" : "status.below-target"));
            case NO_DATA -> new StatusBadge.Status(Tone.NONE, "none", texts.text("status.no-data"));
        };
    }

    private String about(LevelModel level) {
        return level.rate()
                .map(rate -> texts.text(
                        "level.about",
                        format.percent(level.target()),
                        points(level.toTarget()),
                        points(level.toBefore()),
                        interval(rate)))
                .orElseGet(() -> texts.text("no-data"));
    }

    private String interval(Rate rate) {
        return texts.text("interval", format.percent(rate.low()), format.percent(rate.high()));
    }

    private String points(Optional<Double> difference) {
        return difference
                .map(points -> texts.text("points", format.points(points)))
                .orElse(ViewerFormat.NO_VALUE);
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case ON_TARGET -> Tone.GOOD;
            case BORDERLINE -> Tone.NEAR;
            case OFF_TARGET -> Tone.BAD;
            case NO_DATA -> Tone.NONE;
        };
    }

    private static Tone trendTone(LevelModel level) {
        return level.toBefore()
                .filter(change -> Math.abs(change) >= 0.0005)
                .map(change -> change < 0 == Targets.smallerIsBetter(level.measure()) ? Tone.GOOD : Tone.BAD)
                .orElse(Tone.NONE);
    }
}
