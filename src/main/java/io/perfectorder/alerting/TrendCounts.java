package io.perfectorder.alerting;

import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.servicelevel.LiveWindow;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The port of trends that the live windows do not hold. */
public interface TrendCounts {
    /**
     * What the slices of the trend of a window count, for the groups of a scope. Of each value the scope has those with the most orders
     * in these slices, as many as have groups of their own, and those in {@code also}.
     *
     * @param toMinute where the window ends; the last slice counts up to it
     */
    Mono<List<TrendCount>> slices(LiveWindow window, long toMinute, Scope scope, Set<String> also);
}
