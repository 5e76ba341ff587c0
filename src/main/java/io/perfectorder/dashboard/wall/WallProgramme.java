package io.perfectorder.dashboard.wall;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pages a wall shows, and for how long each.
 *
 * @param paths relative to the root of the board; the overview is the empty one
 */
public record WallProgramme(List<String> paths, Duration every) {
    private static final Duration DEFAULT_EVERY = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern PAGE = Pattern.compile("[a-z][a-z-]{0,30}");
    private static final Pattern EVERY = Pattern.compile("([1-9][0-9]{0,3})(s|m)?");

    public WallProgramme {
        paths = List.copyOf(paths);
    }

    /** The programme asked for; what cannot be read is left out, and a programme of nothing stays on {@code here}. */
    public static WallProgramme of(String pages, String every, String here) {
        List<String> paths = Arrays.stream(pages.split(","))
                .map(String::strip)
                .filter(page -> PAGE.matcher(page).matches())
                .map(page -> page.equals("overview") ? "" : page)
                .distinct()
                .toList();
        return new WallProgramme(paths.isEmpty() ? List.of(here) : paths, duration(every));
    }

    private static Duration duration(String text) {
        Matcher matcher = EVERY.matcher(text);
        if (!matcher.matches()) {
            return DEFAULT_EVERY;
        }
        long number = Long.parseLong(matcher.group(1));
        Duration asked = "m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        return asked.compareTo(SHORTEST) < 0 ? SHORTEST : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
