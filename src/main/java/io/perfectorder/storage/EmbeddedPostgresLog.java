package io.perfectorder.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the embedded server writes: {@code postgres.log} until its collector of logs runs, then a file for each weekday in the cluster.
 *
 * @param home the data directory, which holds the cluster
 */
record EmbeddedPostgresLog(Path home) {
    private static final long LARGEST_START_LOG_BYTES = 1 << 20;
    private static final int LAST_LINES = 6;

    /** The file for the output of the next start. */
    Path forStart() throws IOException {
        var log = home.resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > LARGEST_START_LOG_BYTES) {
            Files.delete(log);
        }
        return log;
    }

    /** The last lines of each file, since the reason of a failed start stands nowhere else, and the files may go with a container. */
    String lastWords() throws IOException {
        var files = new ArrayList<Path>(List.of(home.resolve("postgres.log")));
        var collected = home.resolve("postgres").resolve("log");
        if (Files.isDirectory(collected)) {
            try (var entries = Files.list(collected)) {
                files.addAll(entries.sorted().toList());
            }
        }
        var words = new StringBuilder();
        for (var file : files) {
            if (Files.isRegularFile(file) && Files.size(file) > 0) {
                // The server writes in the encoding of the system: what is not UTF-8 must not hide the rest.
                var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                words.append(words.isEmpty() ? "" : "; ")
                        .append(file.getFileName())
                        .append(" ends with: ")
                        .append(String.join(
                                " | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
            }
        }
        return words.toString();
    }
}
