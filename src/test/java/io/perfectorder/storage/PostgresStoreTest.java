package io.perfectorder.storage;

import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.ingest.JsonEventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.JournalContract;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the journal and the verdict history on a real PostgreSQL. */
class PostgresStoreTest extends JournalContract {
    private static final EventDecoder DECODER = new EventDecoder();
    private static final EventReader READER = raw -> switch (DECODER.decode(raw, Instant.MAX, false)) {
        case Decoded.Valid valid -> valid.incoming().event();
        case Decoded.Invalid invalid ->
            throw new AssertionError(invalid.letter().detail());
    };

    @TempDir
    static Path directory;

    private static MigratedDatabase postgres;

    @BeforeAll
    static void start() {
        postgres = new MigratedDatabase(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    protected Stores emptyStores() {
        Database database = postgres.database();
        database.query(connection -> Database.execute(
                        connection, "truncate journal, event_identity, verdict_history, customer_tier, checkpoint"))
                .then()
                .block();
        database.query(connection -> Database.execute(
                        connection,
                        "update history_progress set policy = '', position = 0, recorded_micros = 0, accepted = 0"))
                .then()
                .block();
        return new Stores(
                new PostgresJournal(database, READER, new JsonEventEraser()), new PostgresVerdictHistory(database));
    }
}
