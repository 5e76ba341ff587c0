package io.perfectorder.dashboard.files;

import io.perfectorder.dashboard.files.FileWork.State;
import java.time.Duration;
import java.util.Optional;

/** Decides what the page shows of a file. */
final class FilesPresenter {
    /** Below this share a guess at the time left is worth nothing. */
    private static final double TOO_EARLY = 0.001;

    private FilesPresenter() {}

    static FilesModel present(FileWork work) {
        double seconds = Math.max(0.001, work.took().toMillis() / 1000.0);
        long events = work.accepted() + work.duplicates() + work.rejected();
        return new FilesModel(
                work.name(),
                work.speed(),
                work.state(),
                work.state() == State.DONE ? 1 : work.share(),
                events / seconds,
                left(work, seconds),
                work.accepted(),
                work.duplicates(),
                work.rejected(),
                work.problems(),
                work.rejected() - work.problems().size(),
                work.failure());
    }

    /** Of a replay only what it says itself: its rhythm tells nothing about the rest of the file. */
    private static Optional<Duration> left(FileWork work, double seconds) {
        if (work.state() == State.RUNNING && work.speed().isPresent()) {
            return work.left();
        }
        if (work.state() != State.RUNNING || work.share() < TOO_EARLY) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.round(seconds * (1 - work.share()) / work.share())));
    }
}
