package io.perfectorder.dashboard.overview;

import com.vaadin.flow.router.QueryParameters;
import io.perfectorder.core.servicelevel.LiveWindow;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/** The address of the overview: {@code /?window=PT24H}. */
final class OverviewNavigation {
    static final String ROUTE = "";
    static final String WINDOW = "window";
    static final LiveWindow DEFAULT_WINDOW = LiveWindow.DAY;

    private OverviewNavigation() {}

    /** Empty when no window of the board has this length. */
    static Optional<LiveWindow> window(String text) {
        try {
            Duration length = Duration.parse(text);
            return Arrays.stream(LiveWindow.values())
                    .filter(w -> w.length().equals(length))
                    .findFirst();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    static QueryParameters to(LiveWindow window) {
        return QueryParameters.of(WINDOW, window.length().toString());
    }
}
