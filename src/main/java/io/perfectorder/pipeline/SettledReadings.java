package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Tally;
import java.util.List;
import java.util.SortedMap;
import reactor.core.publisher.Mono;

/** Readings that first wait until the verdict history holds all that was acknowledged: whoever got a receipt reads its effect. */
public final class SettledReadings implements Readings {
    private final Readings readings;
    private final MonitorLoop loop;

    public SettledReadings(Readings readings, MonitorLoop loop) {
        this.readings = readings;
        this.loop = loop;
    }

    @Override
    public Mono<SortedMap<String, Tally>> tallies(Selection selection, GroupBy by) {
        return loop.settled().then(readings.tallies(selection, by));
    }

    @Override
    public Mono<OrderPage> orders(OrderQuery query) {
        return loop.settled().then(readings.orders(query));
    }

    @Override
    public Mono<List<StoredEvent>> eventsOf(String subject) {
        return loop.settled().then(readings.eventsOf(subject));
    }

    @Override
    public Mono<Long> lastRecordedMicros() {
        return loop.settled();
    }
}
