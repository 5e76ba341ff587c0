package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.LiveWindow;
import java.util.List;
import java.util.Optional;

/**
 * What a rule looks at in the live windows.
 *
 * @param windows from the longest to the shortest
 */
public record Watched(Scope scope, List<LiveWindow> windows) {
    public Watched {
        windows = List.copyOf(windows);
    }

    /** Empty for a rule that looks at something else. */
    public static Optional<Watched> by(AlertRule rule) {
        return switch (rule) {
            case ThresholdRule r -> one(r.scope(), r.window());
            case SignificantRule r -> one(r.scope(), r.window());
            case BurnRateRule r ->
                Optional.of(new Watched(r.scope(), List.of(r.period(), r.longWindow(), r.shortWindow())));
            case DriftRule r -> one(r.scope(), r.window());
            case AnyFailureRule r -> one(r.scope(), r.window());
            case AtRiskRule _, StalenessRule _ -> Optional.empty();
        };
    }

    public LiveWindow longest() {
        return windows.getFirst();
    }

    public LiveWindow shortest() {
        return windows.getLast();
    }

    private static Optional<Watched> one(Scope scope, LiveWindow window) {
        return Optional.of(new Watched(scope, List.of(window)));
    }
}
