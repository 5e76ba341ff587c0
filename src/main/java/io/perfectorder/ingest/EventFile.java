package io.perfectorder.ingest;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** A file of NDJSON, gzipped or not, read once from front to end in bounded memory. */
final class EventFile {
    /** Of text. */
    private static final int PIECE = 64 << 10;

    /** Of the disk; small, so that what has been read tells how far one is. */
    private static final int BLOCK = 8 << 10;

    private static final int GZIP_MAGIC = 0x1F8B;

    private final Path path;
    private final AtomicLong bytesRead = new AtomicLong();

    EventFile(Path path) {
        this.path = path;
    }

    /**
     * The lines that are not blank. Reading waits for the disk, so it happens on {@code blocking} alone, whoever asks for more. Fails
     * with a {@link FileFailed}.
     */
    Flux<byte[]> lines(Scheduler blocking) {
        return Flux.using(
                        () -> new Reading(open()),
                        reading -> Flux.<List<byte[]>, Reading>generate(() -> reading, (state, sink) -> {
                            try {
                                state.next().ifPresentOrElse(sink::next, sink::complete);
                            } catch (IOException damaged) {
                                sink.error(failed(damaged));
                            }
                            return state;
                        }),
                        Reading::close)
                .concatMapIterable(lines -> lines, 1)
                .onErrorMap(IOException.class, this::failed)
                .subscribeOn(blocking);
    }

    /** In bytes on the disk; 0 when that is not known. */
    long size() {
        try {
            return Files.size(path);
        } catch (IOException unknown) {
            return 0;
        }
    }

    /** From 0 to 1: how much of the file has been read. */
    double share() {
        long size = size();
        return size == 0 ? 0 : Math.min(1, (double) bytesRead.get() / size);
    }

    private InputStream open() throws IOException {
        InputStream counted = new BufferedInputStream(new Counted(Files.newInputStream(path)), BLOCK);
        counted.mark(2);
        boolean gzip = (counted.read() << 8 | counted.read()) == GZIP_MAGIC;
        counted.reset();
        return gzip ? new GZIPInputStream(counted, BLOCK) : counted;
    }

    private FileFailed failed(IOException reason) {
        return switch (reason) {
            case NoSuchFileException _ -> new FileFailed("there is no file " + path, reason);
            default ->
                new FileFailed(
                        "the file " + path + " cannot be read to its end: "
                                + reason.getClass().getSimpleName() + ": " + reason.getMessage(),
                        reason);
        };
    }

    /** Counts what is read from the disk. */
    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            bytesRead.addAndGet(Math.max(0, count));
            return count;
        }
    }

    /** The file being read, a piece at a time. */
    private static final class Reading {
        private final InputStream in;
        private final Lines lines = new Lines();
        private final byte[] piece = new byte[PIECE];
        private boolean ended;

        Reading(InputStream in) {
            this.in = in;
        }

        /** The lines of the next piece; empty after the end. */
        java.util.Optional<List<byte[]>> next() throws IOException {
            if (ended) {
                return java.util.Optional.empty();
            }
            int count = in.read(piece);
            ended = count < 0;
            if (ended) {
                lines.end();
            } else {
                lines.feed(piece, count);
            }
            return java.util.Optional.of(lines.takeAll());
        }

        void close() {
            try {
                in.close();
            } catch (IOException onlyRead) {
                // Nothing was written, so nothing can be lost.
            }
        }
    }
}
