package io.perfectorder.dashboard.overview;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.WindowParameter;
import io.perfectorder.dashboard.live.Live;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.CountLink;
import io.perfectorder.dashboard.parts.LevelTile;
import io.perfectorder.dashboard.parts.TrendChart;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.sight.SightAlerts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first page: one tile for all orders with the trend of the tiers beside it, and one tile a tier. */
@Route("")
class OverviewView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    private final LiveBoard live;
    private final OverviewFaces faces;
    private final AlertMarks marks;
    private final H1 title = new H1();
    private final Div message = new Div();
    private final H2 trendTitle = new H2();
    private final TrendChart trend = new TrendChart();
    private final Div board = new Div();
    private final Paragraph waiting = new Paragraph();
    private final Map<String, LevelTile> tiles = new LinkedHashMap<>();
    private WindowParameter window = new WindowParameter(WindowParameter.DEFAULT, Optional.empty());

    OverviewView(LiveSnapshots snapshots, OverviewFaces faces, SightAlerts alerts, StoreQuestions questions) {
        live = snapshots.board(UI.getCurrentOrThrow());
        this.faces = faces;
        marks = new AlertMarks(alerts, questions.of(this), this::mark);
        addClassName("overview");
        title.addClassName("unseen");
        message.addClassName("message");
        message.getElement().setAttribute("role", "alert");
        Section chart = new Section(trendTitle, trend);
        chart.addClassNames("card", "trend");
        board.addClassName("board");
        board.add(chart);
        waiting.addClassNames("empty", "card");
        add(title, message, waiting, board);
        Signal.effect(this, () -> {
            live.now().get();
            show();
            marks.follow();
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.OVERVIEW") + " · " + getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        window = WindowParameter.of(event.getLocation().getQueryParameters());
        label();
        show();
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        label();
        mark();
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void mark() {
        trend.setMarks(marks.in(this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow())));
    }

    private void label() {
        title.setText(getTranslation("place.OVERVIEW"));
        String name = getTranslation("window." + window.window().name());
        message.setText(window.wrong()
                .map(text -> getTranslation("window.wrong", text, name))
                .orElse(""));
        message.setVisible(window.wrong().isPresent());
        waiting.setText(getTranslation("loading"));
        trendTitle.setText(getTranslation("trend.title", name));
        trend.setWords(Map.of(
                "language", UI.getCurrentOrThrow().getLocale().toLanguageTag(),
                "target", getTranslation("target"),
                "table", getTranslation("trend.table"),
                "chart", getTranslation("trend.chart"),
                "whole", getTranslation("trend.whole"),
                "until", getTranslation("trend.until"),
                "marks", getTranslation("trend.marks"),
                "of", getTranslation("counts.between"),
                "empty", getTranslation("no-data"),
                "about", getTranslation("trend.about", name)));
    }

    private void show() {
        Live now = live.now().peek();
        waiting.setVisible(now.extent() == Live.Extent.AWAITED);
        board.setVisible(now.extent() != Live.Extent.AWAITED);
        Snapshot snapshot = now.snapshot();
        OverviewFaces.Shown shown =
                faces.of(snapshot, window.window(), this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow()));
        getElement().setAttribute(CountLink.KNOWN_AT, snapshot.knownAt().toString());
        List<String> keys = List.copyOf(shown.tiles().keySet());
        if (!keys.equals(List.copyOf(tiles.keySet()))) {
            arrange(keys);
        }
        shown.tiles().forEach((key, face) -> {
            LevelTile tile = tiles.get(key);
            if (tile != null) {
                tile.show(face);
            }
        });
        trend.show(shown.sliceEnds(), shown.trend());
    }

    /** Keeps the tiles there are, in the new order; the chart stands after the first. */
    private void arrange(List<String> keys) {
        Map<String, LevelTile> before = new LinkedHashMap<>(tiles);
        tiles.clear();
        keys.forEach(key -> {
            LevelTile kept = before.remove(key);
            tiles.put(key, kept == null ? new LevelTile() : kept);
        });
        before.values().forEach(board::remove);
        int place = 0;
        for (LevelTile tile : tiles.values()) {
            if (board.indexOf(tile) != place) {
                board.addComponentAtIndex(Math.min(place, board.getComponentCount()), tile);
            }
            place += place == 0 ? 2 : 1;
        }
    }
}
