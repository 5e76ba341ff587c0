package io.perfectorder.alerting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Silences in memory. */
final class InMemorySilences implements SilenceStore {
    private final List<Silence> silences = new ArrayList<>();

    @Override
    public Mono<List<Silence>> open(Instant now) {
        return Mono.fromSupplier(() -> silences.stream()
                .filter(silence -> silence.endsAt().isAfter(now))
                .toList());
    }

    @Override
    public Mono<Long> add(Silence silence, Instant at) {
        return Mono.fromSupplier(() -> {
            silences.add(silence);
            return (long) silences.size();
        });
    }

    @Override
    public Mono<Boolean> lift(long number, Instant now) {
        return Mono.fromSupplier(() -> silences.remove((int) number - 1) != null);
    }

    @Override
    public Mono<Void> replaceDeclared(List<Silence> declared, Instant now) {
        return Mono.fromRunnable(() -> silences.addAll(declared));
    }
}
