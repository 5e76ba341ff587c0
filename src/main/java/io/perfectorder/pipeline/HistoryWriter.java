package io.perfectorder.pipeline;

import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Writes the verdict history behind the loop: one chapter at a time, each with all that has been applied since the one before, so that
 * the busier it is the fewer writes there are. The loop forms no more batches while it is far behind. Confined to the loop.
 */
final class HistoryWriter {
    /** Changes that may wait; beyond it the intake waits too. */
    private static final int FAR_BEHIND = 50_000;

    /** A restart adds up the changes of about this many entries at the most: a fraction of a second. */
    private static final long CHECKPOINT_ENTRIES = 200_000;

    private record Waiter(long position, MonoSink<Long> answer) {}

    private final VerdictHistory history;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private List<RecordedChange> changes = new ArrayList<>();
    private Map<String, Optional<String>> customerTiers = new HashMap<>();
    private Progress written;
    private long acceptedAtCheckpoint;
    private boolean writing;

    /** Goes on after what the history holds already. */
    HistoryWriter(VerdictHistory history, Progress written, Progress checkpoint) {
        this.history = history;
        this.written = written;
        this.acceptedAtCheckpoint = checkpoint.accepted();
    }

    /** What entries after {@code written} did. */
    void add(MonitorState.Applied applied) {
        changes.addAll(applied.changes());
        customerTiers.putAll(applied.customerTiers());
    }

    boolean isFarBehind() {
        return changes.size() >= FAR_BEHIND;
    }

    int waitingChanges() {
        return changes.size();
    }

    boolean isWriting() {
        return writing;
    }

    boolean isBehind(Progress progress) {
        return progress.position() > written.position();
    }

    boolean isCheckpointDue(Progress progress) {
        return progress.accepted() - acceptedAtCheckpoint >= CHECKPOINT_ENTRIES;
    }

    boolean lacksCheckpoint(Progress progress) {
        return progress.accepted() > acceptedAtCheckpoint;
    }

    /** The next chapter, up to where the state is; {@link #written} must follow on the loop before the next one. */
    Mono<HistoryChapter> write(long epoch, MonitorState state, boolean withCheckpoint) {
        HistoryChapter chapter = new HistoryChapter(
                changes,
                customerTiers,
                state.progress(),
                withCheckpoint ? Optional.of(state.checkpoint()) : Optional.empty());
        changes = new ArrayList<>();
        customerTiers = new HashMap<>();
        writing = true;
        return history.write(epoch, chapter).thenReturn(chapter);
    }

    void written(HistoryChapter chapter) {
        writing = false;
        written = chapter.progress();
        if (chapter.checkpoint().isPresent()) {
            acceptedAtCheckpoint = written.accepted();
        }
        while (!waiters.isEmpty() && waiters.getFirst().position() <= written.position()) {
            waiters.removeFirst().answer().success(written.recordedMicros());
        }
    }

    /** Answers with the recorded time up to which the history is complete, once it holds all of {@code progress}. */
    void await(Progress progress, MonoSink<Long> answer) {
        if (isBehind(progress)) {
            waiters.addLast(new Waiter(progress.position(), answer));
        } else {
            answer.success(progress.recordedMicros());
        }
    }

    void refuseWaiters(StoreUnavailable reason) {
        while (!waiters.isEmpty()) {
            waiters.removeFirst().answer().error(reason);
        }
    }
}
