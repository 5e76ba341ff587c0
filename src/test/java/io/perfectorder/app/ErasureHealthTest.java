package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.pipeline.ErasedCustomers;
import io.perfectorder.pipeline.ErasureRun;
import io.perfectorder.pipeline.ErasureStore;
import io.perfectorder.pipeline.LoopMemory;
import io.perfectorder.pipeline.StoreUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** An erasure that fails is red after some minutes, and green with the first attempt that goes well. */
class ErasureHealthTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Store store = new Store();
    private final ErasureRun run = new ErasureRun(store, new NoMemory(), Mono.empty(), time);
    private final ErasureHealth health = new ErasureHealth(run);

    @Test
    void isDown_onceEveryAttemptHasFailedForMinutes_untilOneGoesWell() {
        attempt();
        assertThat(status()).isEqualTo(Status.UP);

        store.away = true;
        attempt();
        time.advanceTimeBy(ErasureHealth.PATIENCE);
        attempt();
        assertThat(status()).isEqualTo(Status.UP);

        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(status()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails()).containsEntry("minutes", 6L);

        store.away = false;
        attempt();
        assertThat(status()).isEqualTo(Status.UP);

        store.away = true;
        attempt();
        assertThat(run.failing()).isZero();
    }

    private Status status() {
        return health.health().getStatus();
    }

    private void attempt() {
        if (store.away) {
            StepVerifier.create(run.next()).verifyError(StoreUnavailable.class);
        } else {
            StepVerifier.create(run.next()).verifyComplete();
        }
    }

    /** Nobody is to be erased, if it can be reached. */
    private static final class Store implements ErasureStore {
        private boolean away;

        @Override
        public Mono<List<Pending>> pending() {
            return away ? Mono.error(new StoreUnavailable("away")) : Mono.just(List.of());
        }

        @Override
        public Mono<Long> scan(Pending customer, long afterPosition) {
            return Mono.empty();
        }

        @Override
        public Mono<List<String>> unswept(int limit) {
            return Mono.just(List.of());
        }

        @Override
        public Mono<Void> sweep(List<String> orders, ErasedCustomers erased) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> renameInHistory(Pending customer) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> renameElsewhere(Pending customer, ErasedCustomers erased) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> finish(Pending customer) {
            return Mono.empty();
        }
    }

    /** Is not asked, since nobody is erased. */
    private static final class NoMemory implements LoopMemory {
        @Override
        public ErasedCustomers erased() {
            throw new AssertionError("not expected");
        }

        @Override
        public Mono<Void> renew() {
            throw new AssertionError("not expected");
        }

        @Override
        public Mono<Boolean> forget(Collection<String> subjects) {
            throw new AssertionError("not expected");
        }

        @Override
        public Mono<Long> settled() {
            throw new AssertionError("not expected");
        }
    }
}
