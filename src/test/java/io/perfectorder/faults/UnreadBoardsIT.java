package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.FreePort;
import io.perfectorder.testing.LightBoard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Open boards that stop to read their push, as a suspended laptop does: the boards beside them are told everything in time, the counts
 * are exact, and what is kept for those that do not read is bounded. {@code -Dfaults.updates=2400} for ten minutes.
 */
class UnreadBoardsIT {
    private static final int BOARDS = 20;
    private static final int UPDATES = Integer.getInteger("faults.updates", 24);
    private static final int CLIENTS = 4;
    private static final int EVENTS = 15_000;
    private static final long SEED = Long.getLong("faults.seed", 42);

    /** For one board that does not read. Its page takes about one. */
    private static final long MOST_MEGABYTES = 3;

    @TempDir
    private static Path data;

    @Test
    void boardsThatStopReading_holdNeitherOthersNorMemory() throws IOException, InterruptedException {
        int port = FreePort.next();
        String root = "http://localhost:" + port + "/";
        try (var monitor = RunningMonitor.start(data, "--ui.port=" + port, "--monitor.demo=true");
                var http = HttpClient.newHttpClient();
                var reader = LightBoard.open(http, root, "window=PT1H", UPDATES)) {
            long before = monitor.liveBytes();
            List<LightBoard> unread = new ArrayList<>();
            for (int i = 0; i < BOARDS; i++) {
                var board = LightBoard.open(http, root, "window=PT1H", 1);
                board.awaitUpdates();
                board.stopReading();
                unread.add(board);
            }

            var history = History.made("unread-", EVENTS);
            var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
            ledger.sendAll(monitor, CLIENTS);
            history.check(monitor);
            Await.until(
                    "the board that reads got " + UPDATES + " updates",
                    Duration.ofMinutes(1).plus(Duration.ofMillis(500).multipliedBy(UPDATES)),
                    () -> reader.updates() >= UPDATES);
            assertThat((monitor.liveBytes() - before) >> 20).isLessThan(BOARDS * MOST_MEGABYTES);

            long seen = unread.getFirst().updates();
            unread.getFirst().readOn();
            Await.until(
                    "a board that reads on is told again",
                    Duration.ofMinutes(1),
                    () -> unread.getFirst().updates() > seen);
            unread.forEach(LightBoard::close);
            assertThat(monitor.isReady()).isTrue();
        }
    }
}
