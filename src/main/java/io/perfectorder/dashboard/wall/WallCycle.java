package io.perfectorder.dashboard.wall;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;

/** The browser's part of a screen on a wall: goes through its pages, such as {@code ?wall&pages=overview,at-risk&every=30s}. */
@Tag("wall-cycle")
@JsModule("./board/wall-cycle.ts")
public class WallCycle extends Component {
    /** Whether the address asks for a wall. */
    public static boolean asked(Location location) {
        return location.getQueryParameters().getParameters().containsKey("wall");
    }

    /** Takes the pages and the pace from the address. */
    public void show(Location location) {
        QueryParameters query = location.getQueryParameters();
        WallProgramme programme = WallProgramme.of(
                query.getSingleParameter("pages").orElse(""),
                query.getSingleParameter("every").orElse(""),
                location.getPath());
        getElement().setAttribute("pages", String.join(",", programme.paths()));
        getElement().setAttribute("every", String.valueOf(programme.every().toMillis()));
    }
}
