package io.perfectorder.faults;

import java.io.InputStream;
import java.util.Iterator;

/** A body that is made while it is read. */
public final class LineStream extends InputStream {
    private final Iterator<byte[]> lines;
    private byte[] current = {};
    private int next;

    /** Each array is a line with its end. */
    public LineStream(Iterator<byte[]> lines) {
        this.lines = lines;
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
