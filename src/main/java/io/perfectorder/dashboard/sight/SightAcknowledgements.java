package io.perfectorder.dashboard.sight;

import io.perfectorder.pipeline.Acknowledgement;
import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.Readings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people have in hand, as far as a visitor may see it. Who has a scope only reads, one order at a time. */
@Component
@Primary
final class SightAcknowledgements implements Acknowledgements {
    private final Acknowledgements all;
    private final Readings readings;
    private final Sight sight;

    SightAcknowledgements(
            @Qualifier("acknowledgements") Acknowledgements all,
            @Qualifier("sightReadings") Readings readings,
            Sight sight) {
        this.all = all;
        this.readings = readings;
        this.sight = sight;
    }

    @Override
    public Mono<Void> add(Collection<String> orderIds, String by, String note) {
        onlyWithoutScope();
        return all.add(orderIds, by, note);
    }

    @Override
    public Mono<List<Acknowledgement>> of(String orderId) {
        return sight.scope().isAll()
                ? all.of(orderId)
                : readings.eventsOf(orderId)
                        .flatMap(events -> events.isEmpty() ? Mono.just(List.of()) : all.of(orderId));
    }

    @Override
    public Mono<Map<String, Acknowledgement>> newest(Collection<String> orderIds) {
        onlyWithoutScope();
        return all.newest(orderIds);
    }

    private void onlyWithoutScope() {
        if (!sight.scope().isAll()) {
            throw new IllegalStateException("this is not for a visitor with a scope");
        }
    }
}
