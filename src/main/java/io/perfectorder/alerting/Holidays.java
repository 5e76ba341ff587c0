package io.perfectorder.alerting;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Days on which nobody is told, such as the holidays of a distribution centre.
 *
 * @param zone in which the days begin and end
 * @param weekdays free in every week
 */
public record Holidays(String name, Matchers matchers, ZoneId zone, List<Days> days, Set<DayOfWeek> weekdays) {
    /** From one day to another, both included. */
    public record Days(LocalDate first, LocalDate last) {
        public Days {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("days: " + last + " is before " + first);
            }
        }

        boolean hold(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    public Holidays {
        days = List.copyOf(days);
        weekdays = Set.copyOf(weekdays);
    }

    boolean mute(Map<String, String> labels, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return matchers.matches(labels)
                && (weekdays.contains(today.getDayOfWeek()) || days.stream().anyMatch(free -> free.hold(today)));
    }
}
