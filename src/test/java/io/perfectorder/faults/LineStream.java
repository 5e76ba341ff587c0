package io.perfectorder.faults;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A body that is made while it is read. */
public final class LineStream extends InputStream {
    private final Iterator<byte[]> lines;
    private byte[] current = {};
    private int next;

    /** Each array is a line with its end. */
    public LineStream(Iterator<byte[]> lines) {
        this.lines = lines;
    }

    /** Half of the lines, then nothing until the latch is open, then the others. */
    static LineStream halting(List<String> lines, CountDownLatch latch) {
        int half = lines.size() / 2;
        return new LineStream(Stream.concat(
                        lines.subList(0, half).stream(),
                        lines.subList(half, lines.size()).stream().peek(_ -> await(latch)))
                .map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                .iterator());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int read() {
        return advance() ? current[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int copied = 0;
        while (copied < length && advance()) {
            int part = Math.min(length - copied, current.length - next);
            System.arraycopy(current, next, target, offset + copied, part);
            next += part;
            copied += part;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    private boolean advance() {
        if (next == current.length && lines.hasNext()) {
            current = lines.next();
            next = 0;
        }
        return next < current.length;
    }
}
