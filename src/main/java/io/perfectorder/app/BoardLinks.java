package io.perfectorder.app;

import io.perfectorder.alerting.AlertLinks;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AnyFailureRule;
import io.perfectorder.core.alert.AtRiskRule;
import io.perfectorder.core.alert.BurnRateRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.SignificantRule;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.ThresholdRule;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.dashboard.OrdersAddress;
import io.perfectorder.dashboard.alerts.AlertAddress;
import io.perfectorder.dashboard.orders.OrderAddress;
import java.net.URI;
import java.time.Instant;

/** Leads from an alert to the pages of the board: the orders behind it, and what takes it in hand. {@code board}: its address, with a slash at the end. */
record BoardLinks(URI board) implements AlertLinks {
    @Override
    public URI of(AlertRule rule, AlertGroup group, Evidence evidence, Instant at) {
        return board.resolve(
                switch (rule) {
                    case ThresholdRule r -> orders(r.measure(), r.window(), group, at);
                    case SignificantRule r -> orders(r.measure(), r.window(), group, at);
                    case BurnRateRule r -> orders(r.measure(), r.longWindow(), group, at);
                    case DriftRule r -> orders(r.measure(), r.window(), group, at);
                    case AnyFailureRule r -> orders(r.measure(), r.window(), group, at);
                    case AtRiskRule _ -> OrderAddress.of(group.value());
                    case StalenessRule _ -> "";
                });
    }

    @Override
    public URI toTake(String fingerprint) {
        return board.resolve(AlertAddress.of(fingerprint));
    }

    private static String orders(Measure measure, LiveWindow window, AlertGroup group, Instant at) {
        Instant asOf = Panes.instantOf(Panes.lastMinuteOf(at));
        String outcome = Targets.smallerIsBetter(measure) ? "met" : "missed";
        return new OrdersAddress(measure, outcome, window.length(), asOf, null, group.labels()).href();
    }
}
