package io.perfectorder.dashboard;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouterLayout;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.ServerStart;
import io.perfectorder.dashboard.wall.WallCycle;
import io.perfectorder.pipeline.MonitorPolicy;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.Permission;

/**
 * The frame of every page: name, navigation, search, the viewer's choices, freshness and the window switch. A view sits in it by having
 * a route, and is the page's {@code main}. With {@code ?wall} only the view and the freshness are left.
 */
@Layout
class BoardLayout extends Div implements RouterLayout, AfterNavigationObserver, LocaleChangeObserver {
    private final Anchor skip = new Anchor();
    private final Navigation navigation = new Navigation();
    private final BoardTools tools;
    private final FreshnessStrip freshness;
    private final WindowSwitch windows = new WindowSwitch();
    private final HelpDialog help = new HelpDialog();
    private final WallCycle wall = new WallCycle();
    private final Paragraph openNotice = new Paragraph();
    private final Div content = new Div();

    BoardLayout(LiveSnapshots live, ServerStart start, MonitorPolicy policy) {
        UI ui = UI.getCurrentOrThrow();
        LiveBoard board = live.board(ui);
        tools = new BoardTools(board);
        freshness = new FreshnessStrip(board, start, policy.eventTime());
        addClassName("shell");
        skip.addClassName("skip");
        skip.setHref("#content");
        skip.getElement().setAttribute("router-ignore", true);
        openNotice.addClassName("open-notice");
        content.setId("content");
        content.getElement().setAttribute("tabindex", "-1");
        Header top = new Header(navigation.brand(), navigation, tools);
        top.addClassName("top");
        Div strip = new Div(freshness, windows);
        strip.addClassName("strip");
        add(skip, top);
        if (Visitor.now().entrance() instanceof Entrance.ThisMachine) {
            add(openNotice);
        }
        add(strip, content, help, new BoardKeys());
        setClassName("only-reads", !Visitor.now().may(Permission.ACT));
    }

    @Override
    public void showRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
        if (view != null) {
            content.getElement().appendChild(view.getElement());
        }
    }

    @Override
    public void removeRouterLayoutContent(HasElement view) {
        content.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Location location = event.getLocation();
        Place place = Place.of(location.getPath());
        WindowParameter window = WindowParameter.of(location.getQueryParameters());
        navigation.show(place, window.window());
        windows.show(location, window.window(), place.windowed());
        wall.show(location);
        boolean onWall = WallCycle.asked(location);
        getElement().setAttribute("data-place", place.path());
        setClassName("wall", onWall);
        if (onWall && wall.getParent().isEmpty()) {
            add(wall);
        } else if (!onWall) {
            wall.removeFromParent();
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        skip.setText(getTranslation("shell.skip"));
        openNotice.setText(getTranslation("gate.open"));
    }
}
