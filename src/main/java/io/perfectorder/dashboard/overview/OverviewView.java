package io.perfectorder.dashboard.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.parts.LevelTile;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The first page: one tile for all orders and one a tier. */
@Route(OverviewNavigation.ROUTE)
class OverviewView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final InstantSource wall;
    private final OverviewPresenter presenter = new OverviewPresenter(Map.of());
    private final H1 title = new H1();
    private final Map<LiveWindow, NativeButton> windows = new EnumMap<>(LiveWindow.class);
    private final Div windowSwitch = new Div();
    private final Element language = new Element("select");
    private final Div message = new Div();
    private final Span stale = new Span();
    private final Span asOf = new Span();
    private final Span newest = new Span();
    private final Span accepted = new Span();
    private final Div board = new Div();
    private final Map<String, LevelTile> tiles = new LinkedHashMap<>();
    private LiveWindow window = OverviewNavigation.DEFAULT_WINDOW;
    private Optional<String> wrongWindow = Optional.empty();
    private ZoneId zone = ZoneOffset.UTC;
    private Snapshot snapshot;

    OverviewView(SnapshotFeed feed, InstantSource wall) {
        this.wall = wall;
        this.snapshot = feed.current();
        addClassName("overview");
        windowSwitch.addClassName("windows");
        windowSwitch.getElement().setAttribute("role", "group");
        for (LiveWindow choice : LiveWindow.values()) {
            NativeButton button = new NativeButton();
            button.addClickListener(
                    _ -> getUI().ifPresent(ui -> ui.navigate(OverviewView.class, OverviewNavigation.to(choice))));
            windows.put(choice, button);
            windowSwitch.add(button);
        }
        language.appendChild(option("en", "English"), option("zh-CN", "简体中文"));
        language.addPropertyChangeListener("value", "change", event -> {
            if (event.isUserOriginated()) {
                boolean chinese = "zh-CN".equals(event.getValue());
                VaadinSession.getCurrent().setLocale(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
            }
        });
        Header header = new Header(title, windowSwitch);
        header.getElement().appendChild(language);
        message.addClassName("message");
        message.getElement().setAttribute("role", "alert");
        stale.addClassName("stale");
        Div freshness = new Div(stale, asOf, newest, accepted);
        freshness.addClassName("freshness");
        board.addClassName("board");
        add(header, message, freshness, board);
        LiveSnapshots.follow(this, feed, this::show);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<String> asked = event.getLocation().getQueryParameters().getSingleParameter(OverviewNavigation.WINDOW);
        Optional<LiveWindow> known = asked.flatMap(OverviewNavigation::window);
        window = known.orElse(OverviewNavigation.DEFAULT_WINDOW);
        wrongWindow = known.isPresent() ? Optional.empty() : asked;
        label();
        show(snapshot);
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        label();
        show(snapshot);
        event.getUI().getPage().setTitle(getPageTitle());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        ui.getPage().retrieveExtendedClientDetails(details -> {
            String id = details.getTimeZoneId();
            if (id != null && ZoneId.getAvailableZoneIds().contains(id)) {
                zone = ZoneId.of(id);
                show(snapshot);
            }
        });
    }

    private static Element option(String value, String text) {
        return new Element("option").setAttribute("value", value).setText(text);
    }

    private void label() {
        title.setText(getTranslation("title"));
        windowSwitch.getElement().setAttribute("aria-label", getTranslation("window"));
        windows.forEach((choice, button) -> {
            button.setText(getTranslation("window." + choice.name()));
            button.getElement().setAttribute("aria-pressed", String.valueOf(choice == window));
        });
        language.setAttribute("aria-label", getTranslation("language"));
        language.setProperty("value", getLocale().getLanguage().equals("zh") ? "zh-CN" : "en");
        message.setText(wrongWindow
                .map(text -> getTranslation("window.wrong", text, getTranslation("window." + window.name())))
                .orElse(""));
        message.setVisible(wrongWindow.isPresent());
        stale.setText(getTranslation("stale"));
    }

    private void show(Snapshot latest) {
        snapshot = latest;
        OverviewModel model = presenter.present(latest, window, wall.instant());
        stale.setVisible(model.stale());
        asOf.setText(getTranslation("as-of", TIME.format(model.asOf().atZone(zone)), zone.getId()));
        newest.setText(model.newestEventAge()
                .map(age -> getTranslation("newest", age(age)))
                .orElseGet(() -> getTranslation("newest.none")));
        accepted.setText(getTranslation("accepted", model.accepted()));
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

    private String age(Duration age) {
        if (age.toSeconds() < 120) {
            return getTranslation("age.seconds", age.toSeconds());
        }
        if (age.toMinutes() < 120) {
            return getTranslation("age.minutes", age.toMinutes());
        }
        return age.toHours() < 48
                ? getTranslation("age.hours", age.toHours())
                : getTranslation("age.days", age.toDays());
    }
}
