package io.perfectorder.dashboard.overview;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.WindowParameter;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.parts.LevelTile;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The first page: one tile for all orders and one a tier. */
@Route("")
class OverviewView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    private final InstantSource wall;
    private final OverviewPresenter presenter = new OverviewPresenter(Map.of());
    private final H1 title = new H1();
    private final Div message = new Div();
    private final Div board = new Div();
    private final Map<String, LevelTile> tiles = new LinkedHashMap<>();
    private LiveWindow window = WindowParameter.DEFAULT;
    private Optional<String> wrongWindow = Optional.empty();
    private Snapshot snapshot;

    OverviewView(LiveSnapshots live, InstantSource wall) {
        this.wall = wall;
        LiveBoard page = live.board(UI.getCurrentOrThrow());
        this.snapshot = page.now().peek().snapshot();
        addClassName("overview");
        message.addClassName("message");
        message.getElement().setAttribute("role", "alert");
        board.addClassName("board");
        add(title, message, board);
        Signal.effect(this, () -> show(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        WindowParameter asked = WindowParameter.of(event.getLocation().getQueryParameters());
        window = asked.window();
        wrongWindow = asked.wrong();
        label();
        show(snapshot);
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        label();
        show(snapshot);
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void label() {
        title.setText(getTranslation("place.OVERVIEW"));
        message.setText(wrongWindow
                .map(text -> getTranslation("window.wrong", text, getTranslation("window." + window.name())))
                .orElse(""));
        message.setVisible(wrongWindow.isPresent());
    }

    private void show(Snapshot latest) {
        snapshot = latest;
        OverviewModel model = presenter.present(latest, window, wall.instant());
        List<String> keys = model.tiles().stream().map(TileModel::key).toList();
        if (!keys.equals(List.copyOf(tiles.keySet()))) {
            arrange(keys);
        }
        for (TileModel tile : model.tiles()) {
            LevelTile shown = tiles.get(tile.key());
            if (shown != null) {
                shown.show(face(tile));
            }
        }
    }

    private void arrange(List<String> keys) {
        Map<String, LevelTile> before = new LinkedHashMap<>(tiles);
        tiles.clear();
        for (int i = 0; i < keys.size(); i++) {
            LevelTile kept = before.remove(keys.get(i));
            LevelTile tile = kept == null ? new LevelTile() : kept;
            tiles.put(keys.get(i), tile);
            if (kept == null) {
                board.addComponentAtIndex(Math.min(i, board.getComponentCount()), tile);
            }
        }
        before.values().forEach(board::remove);
    }

    private LevelTile.Face face(TileModel tile) {
        List<String> facts = new ArrayList<>();
        tile.counts().ifPresent(_ -> facts.add(getTranslation("interval", tile.low(), tile.high())));
        facts.add(getTranslation("target", tile.targetText(), points(tile.toTarget())));
        facts.add(getTranslation("before", points(tile.toBefore())));
        return new LevelTile.Face(
                tile.key().equals("all") ? getTranslation("all") : tile.key(),
                switch (tile.status()) {
                    case ON_TARGET -> "good";
                    case BELOW_TARGET -> "bad";
                    case NO_DATA -> "none";
                },
                switch (tile.status()) {
                    case ON_TARGET -> "✓";
                    case BELOW_TARGET -> "▼";
                    case NO_DATA -> "○";
                },
                getTranslation("status." + tile.status().name()),
                tile.rate(),
                tile.counts()
                        .map(r -> getTranslation("counts", r.numerator(), r.denominator()))
                        .orElseGet(() -> getTranslation("no-data")),
                facts,
                tile.figures().stream()
                        .map(f -> new LevelTile.Figure(
                                getTranslation("measure." + f.measure().key()), f.rate()))
                        .toList(),
                new LevelTile.Trend(
                        getTranslation("measure.perfect-order"), tile.trendTimes(), tile.trend(), tile.target()));
    }

    private String points(String difference) {
        return difference.equals(OverviewPresenter.NO_DATA) ? difference : getTranslation("points", difference);
    }
}
