package io.perfectorder.dashboard.files;

import io.perfectorder.dashboard.files.FileWork.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the page shows of a file.
 *
 * @param share 0 to 1
 * @param left empty when it is not known or nothing is left
 * @param more rejections that are not among the problems
 */
record FilesModel(
        String name,
        OptionalDouble speed,
        State state,
        double share,
        double perSecond,
        Optional<Duration> left,
        long accepted,
        long duplicates,
        long rejected,
        List<FileWork.Problem> problems,
        long more,
        String failure) {
    FilesModel {
        problems = List.copyOf(problems);
    }
}
