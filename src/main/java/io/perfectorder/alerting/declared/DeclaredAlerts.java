package io.perfectorder.alerting.declared;

import io.perfectorder.alerting.Holidays;
import io.perfectorder.alerting.Routes;
import io.perfectorder.alerting.Silence;
import io.perfectorder.core.alert.AlertRule;
import java.util.List;

/** What a file of alerts declares. */
public record DeclaredAlerts(List<AlertRule> rules, Routes routes, List<Silence> silences, List<Holidays> calendars) {
    /** No file. */
    public static final DeclaredAlerts NONE =
            new DeclaredAlerts(List.of(), new Routes(List.of()), List.of(), List.of());

    public DeclaredAlerts {
        rules = List.copyOf(rules);
        silences = List.copyOf(silences);
        calendars = List.copyOf(calendars);
    }
}
