package io.perfectorder.dashboard;

import com.vaadin.flow.router.QueryParameters;
import io.perfectorder.core.servicelevel.LiveWindow;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The window in the address of a page, such as {@code ?window=PT24H}.
 *
 * @param wrong what was asked for, when no window of the board has that length
 */
public record WindowParameter(LiveWindow window, Optional<String> wrong) {
    public static final String NAME = "window";
    public static final LiveWindow DEFAULT = LiveWindow.DAY;

    /** The window asked for, or the default. */
    public static WindowParameter of(QueryParameters query) {
        Optional<String> asked = query.getSingleParameter(NAME);
        Optional<LiveWindow> known = asked.flatMap(WindowParameter::parse);
        return new WindowParameter(known.orElse(DEFAULT), known.isPresent() ? Optional.empty() : asked);
    }

    /** The text of a window in an address. */
    public static String text(LiveWindow window) {
        return window.length().toString();
    }

    private static Optional<LiveWindow> parse(String text) {
        try {
            Duration length = Duration.parse(text);
            return Arrays.stream(LiveWindow.values())
                    .filter(w -> w.length().equals(length))
                    .findFirst();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
