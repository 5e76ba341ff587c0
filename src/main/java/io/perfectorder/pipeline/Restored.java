package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The state as far as the history is complete; the rest of the journal has to be applied again. What happened after the checkpoint is
 * added up by the store, at the same time as the checkpoint is read here, and not judged again (ADR 0002). Confined to the loop.
 *
 * @param checkpoint how far the stored state goes that it began with
 */
record Restored(MonitorState state, Progress checkpoint) {
    private static final Logger LOG = LoggerFactory.getLogger(Restored.class);

    /**
     * Begins at the checkpoint, unless that has forgotten what a window shows now: it was made by a clock that was set back since by more
     * than a day, or by another one ({@link MonitorPolicy#eventTime}). Then all of the history is added up.
     */
    static Mono<Restored> from(
            HistoryState history, HistoryCells cells, MonitorPolicy policy, InstantSource wall, Scheduler loop) {
        Progress checkpoint = history.checkpointProgress();
        long until = history.progress().recordedMicros();
        return Mono.zip(
                        cells.recordedAfter(checkpoint.recordedMicros(), until)
                                .timeout(Chunk.STEP_LIMIT, loop)
                                .publishOn(loop),
                        Mono.fromSupplier(() -> cubeOf(history)))
                .flatMap(read -> {
                    ServiceLevelCube cube = read.getT2();
                    long asOf = Panes.lastMinuteOf(policy.now(history.progress(), wall));
                    if (cube.reachesBackFrom(asOf)) {
                        return Mono.just(
                                new Restored(MonitorState.restored(policy, history, cube, read.getT1()), checkpoint));
                    }
                    LOG.info("event=adding-up-history reason=\"the checkpoint was made by another clock\"");
                    return cells.dueAfter(asOf - ServiceLevelCube.KEPT.toMinutes(), until)
                            .timeout(Chunk.STEP_LIMIT, loop)
                            .publishOn(loop)
                            .map(all -> new Restored(
                                    MonitorState.restored(policy, history, new ServiceLevelCube(), all),
                                    Progress.NONE));
                });
    }

    private static ServiceLevelCube cubeOf(HistoryState history) {
        return history.checkpoint().map(Checkpoint::state).map(Restored::cubeOf).orElseGet(ServiceLevelCube::new);
    }

    private static ServiceLevelCube cubeOf(byte[] state) {
        try {
            return ServiceLevelCube.readFrom(ByteBuffer.wrap(state));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the checkpoint cannot be read", unreadable);
        }
    }
}
