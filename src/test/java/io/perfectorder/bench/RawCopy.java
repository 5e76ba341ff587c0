package io.perfectorder.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The physical limit of durable intake: {@code psql \copy} of the rows that the monitor stored, into empty tables with the same
 * columns, partitions and indexes, on the same server with the same settings.
 */
final class RawCopy {
    private static final String SHAPE = """
            drop table if exists raw_identity, raw_journal, raw_history;
            create table raw_identity (like event_identity including all) partition by hash (source, id);
            create table raw_identity_0 partition of raw_identity for values with (modulus 4, remainder 0);
            create table raw_identity_1 partition of raw_identity for values with (modulus 4, remainder 1);
            create table raw_identity_2 partition of raw_identity for values with (modulus 4, remainder 2);
            create table raw_identity_3 partition of raw_identity for values with (modulus 4, remainder 3);
            create table raw_journal (like journal including all) partition by range (position);
            create table raw_journal_0 partition of raw_journal for values from (0) to (1000000000);
            create table raw_history (like verdict_history including all);
            checkpoint;""";

    private final Path dataDirectory;

    /** The data directory of a running monitor with its own PostgreSQL. */
    RawCopy(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** Copies every event once, its identity and its entry, divided over so many connections. */
    double eventsPerSecond(int connections) throws IOException, InterruptedException {
        return eventsPerSecond(connections, false);
    }

    /** The same with all that was stored of an event: the verdicts that it changed too. */
    double eventsWithHistoryPerSecond(int connections) throws IOException, InterruptedException {
        return eventsPerSecond(connections, true);
    }

    private double eventsPerSecond(int connections, boolean withHistory) throws IOException, InterruptedException {
        require(psql(List.of(SHAPE)));
        var copies = new ArrayList<List<String>>();
        for (int part = 0; part < connections; part++) {
            var copy = new ArrayList<String>();
            copy.add(copyOf("event_identity", "raw_identity", part, connections));
            copy.add(copyOf("journal", "raw_journal", part, connections));
            if (withHistory) {
                copy.add(copyOf("verdict_history", "raw_history", part, connections));
            }
            copies.add(copy);
        }
        long start = System.nanoTime();
        var running = new ArrayList<Process>();
        for (var copy : copies) {
            running.add(psql(copy));
        }
        for (var process : running) {
            require(process);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long rows = count("raw_journal");
        if (rows != count("journal")
                || count("raw_identity") != rows
                || (withHistory && count("raw_history") != count("verdict_history"))) {
            throw new IllegalStateException("%,d rows of the journal were copied, and not all".formatted(rows));
        }
        return rows / seconds;
    }

    /** Writes a part of a table to a file, and tells the command that copies it. */
    private String copyOf(String from, String to, int part, int parts) throws IOException, InterruptedException {
        Path file = dataDirectory.resolve(to + "-" + part + ".copy").toAbsolutePath();
        require(psql(List.of(
                "\\copy (select * from %s where position %% %d = %d) to '%s'".formatted(from, parts, part, file))));
        return "\\copy %s from '%s'".formatted(to, file);
    }

    private long count(String table) throws IOException {
        var counting = psql(List.of("copy (select count(*) from " + table + ") to stdout"));
        return Long.parseLong(new String(counting.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    private static void require(Process process) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("psql ended with " + process.exitValue());
        }
    }

    private Process psql(List<String> commands) throws IOException {
        var command =
                new ArrayList<>(List.of("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "postgres"));
        command.addAll(List.of(
                "-p", Files.readString(dataDirectory.resolve("postgres.port")).strip()));
        commands.forEach(each -> command.addAll(List.of("-c", each)));
        command.add("postgres");
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .put(
                        "PGPASSWORD",
                        Files.readString(dataDirectory.resolve("postgres.password"))
                                .strip());
        builder.environment().put("PGOPTIONS", "-c client_min_messages=warning");
        return builder.start();
    }
}
