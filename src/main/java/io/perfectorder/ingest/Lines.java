package io.perfectorder.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts bytes into lines as they come, and gathers the lines. Blank ones are left out, blanks around one are cut off, and of a line
 * beyond the bound only the beginning is kept. For one stream, one call at a time.
 */
final class Lines {
    static final int FULL_EVENTS = 2_000;
    static final int FULL_BYTES = 1 << 20;
    /** One more than the longest event, so that a longer line is seen to be too long. */
    private static final int KEPT = EventDecoder.MAX_EVENT + 1;

    private static final int SMALL = 1 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final ArrayDeque<byte[]> complete = new ArrayDeque<>();
    private byte[] begun = new byte[SMALL];
    private int begunLength;
    private long completeBytes;
    private long taken;
    private boolean atBeginning = true;

    /** Adds the next bytes of the stream. */
    void feed(byte[] bytes) {
        feed(bytes, bytes.length);
    }

    /** Adds the next bytes of the stream: the first so many. They may change afterwards. */
    void feed(byte[] bytes, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                if (begunLength == 0) {
                    finish(bytes, from, i);
                } else {
                    keep(bytes, from, i);
                    end();
                }
                from = i + 1;
            }
        }
        keep(bytes, from, length);
    }

    /** Ends the last line. */
    void end() {
        finish(begun, 0, begunLength);
        begunLength = 0;
        if (begun.length > SMALL) {
            begun = new byte[SMALL];
        }
    }

    boolean isEmpty() {
        return complete.isEmpty();
    }

    /** Whether enough has been gathered for a chunk. */
    boolean isFull() {
        return complete.size() >= FULL_EVENTS || completeBytes >= FULL_BYTES;
    }

    /** Takes what has been gathered, at most a full chunk; only when not empty. */
    Chunk take() {
        List<byte[]> events = new ArrayList<>(Math.min(complete.size(), FULL_EVENTS));
        long bytes = 0;
        while (!complete.isEmpty() && events.size() < FULL_EVENTS && bytes < FULL_BYTES) {
            byte[] line = complete.removeFirst();
            bytes += line.length;
            events.add(line);
        }
        completeBytes -= bytes;
        Chunk chunk = new Chunk(taken, events);
        taken += events.size();
        return chunk;
    }

    /** Takes all lines that have been gathered. */
    List<byte[]> takeAll() {
        List<byte[]> all = List.copyOf(complete);
        complete.clear();
        completeBytes = 0;
        taken += all.size();
        return all;
    }

    private void keep(byte[] bytes, int from, int to) {
        int room = Math.min(to - from, KEPT - begunLength);
        if (room <= 0) {
            return;
        }
        if (begunLength + room > begun.length) {
            begun = Arrays.copyOf(begun, Math.min(KEPT, Math.max(begunLength + room, 2 * begun.length)));
        }
        System.arraycopy(bytes, from, begun, begunLength, room);
        begunLength += room;
    }

    private void finish(byte[] bytes, int lineFrom, int lineTo) {
        int from = lineFrom;
        int to = lineTo;
        if (atBeginning) {
            boolean marked = to - from >= 3 && Arrays.equals(bytes, from, from + 3, BYTE_ORDER_MARK, 0, 3);
            from += marked ? 3 : 0;
            atBeginning = false;
        }
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        if (to > from) {
            complete.addLast(Arrays.copyOfRange(bytes, from, to));
            completeBytes += to - from;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
