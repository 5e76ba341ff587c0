package io.perfectorder.dashboard.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.dashboard.files.FileWork.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FilesPresenterTest {
    @Test
    void aQuarterRead_needsThreeTimesAsLongAgain() {
        FilesModel model = FilesPresenter.present(work(State.RUNNING, 0.25, Duration.ofSeconds(10)));

        assertThat(model.left()).contains(Duration.ofSeconds(30));
        assertThat(model.perSecond()).isEqualTo(100);
    }

    @Test
    void theTimeLeft_isNotGuessedFromNothing() {
        assertThat(FilesPresenter.present(work(State.RUNNING, 0, Duration.ZERO)).left())
                .isEmpty();
    }

    @Test
    void aFileThatIsDone_isFullAndHasNoTimeLeft() {
        FilesModel model = FilesPresenter.present(work(State.DONE, 0.999, Duration.ofSeconds(10)));

        assertThat(model.share()).isEqualTo(1);
        assertThat(model.left()).isEmpty();
    }

    @Test
    void aFileThatWasCancelled_staysWhereItWas() {
        assertThat(FilesPresenter.present(work(State.CANCELLED, 0.4, Duration.ofSeconds(1)))
                        .share())
                .isEqualTo(0.4);
    }

    @Test
    void rejectionsThatAreNotShown_areCounted() {
        assertThat(FilesPresenter.present(work(State.DONE, 1, Duration.ofSeconds(1)))
                        .more())
                .isEqualTo(99);
    }

    @Test
    void theTimeLeftOfAReplay_isWhatItSays_whateverHasBeenReadOfTheFile() {
        assertThat(FilesPresenter.present(replay(Optional.of(Duration.ofMinutes(7))))
                        .left())
                .contains(Duration.ofMinutes(7));
        assertThat(FilesPresenter.present(replay(Optional.empty())).left()).isEmpty();
    }

    private static FileWork replay(Optional<Duration> left) {
        return work(OptionalDouble.of(60), State.RUNNING, 0.9, left, Duration.ofSeconds(10));
    }

    private static FileWork work(State state, double share, Duration took) {
        return work(OptionalDouble.empty(), state, share, Optional.empty(), took);
    }

    private static FileWork work(
            OptionalDouble speed, State state, double share, Optional<Duration> left, Duration took) {
        return new FileWork(
                "f.ndjson",
                speed,
                state,
                share,
                left,
                800,
                100,
                100,
                took,
                List.of(new FileWork.Problem(3, "invalid-json", "no JSON")),
                "");
    }
}
