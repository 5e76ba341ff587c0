package io.perfectorder.dashboard;

import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.security.BoardRoutes;
import java.util.Arrays;
import java.util.List;

/** The pages that the navigation leads to, in its order. */
enum Place {
    OVERVIEW("", "o", "gauge", true),
    ORDERS("orders", "l", "list", true),
    BREAKDOWN("breakdown", "b", "bars", true),
    AT_RISK("at-risk", "r", "clock", false),
    ALERTS("alerts", "a", "bell", false),
    IMPORT("import", "i", "upload", false),
    ADMIN("admin", "m", "key", false);

    private final String path;
    private final String key;
    private final String icon;
    private final boolean windowed;

    Place(String path, String key, String icon, boolean windowed) {
        this.path = path;
        this.key = key;
        this.icon = icon;
        this.windowed = windowed;
    }

    String path() {
        return path;
    }

    /** The letter that leads here after {@code g}. */
    String key() {
        return key;
    }

    String icon() {
        return icon;
    }

    /** Whether the page shows one window, so that the window switch is of use. */
    boolean windowed() {
        return windowed;
    }

    /** The places that a visitor may open. */
    static List<Place> open(Visitor visitor) {
        return Arrays.stream(values())
                .filter(place ->
                        BoardRoutes.page("/" + place.path).map(visitor::mayOpen).orElse(false))
                .toList();
    }

    /** The place that a path belongs to; a page below it, such as one order, belongs to it too. */
    static Place of(String path) {
        String first = path.split("/", 2)[0];
        return Arrays.stream(values())
                .filter(place -> place.path.equals(first))
                .findFirst()
                .orElse(OVERVIEW);
    }
}
