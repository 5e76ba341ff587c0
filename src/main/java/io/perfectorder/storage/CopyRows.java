package io.perfectorder.storage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;

/**
 * Rows in PostgreSQL's binary COPY format. Source: PostgreSQL documentation, COPY, "Binary Format": a signature, then for each row the
 * number of its columns and for each column its length and its bytes, then -1.
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** Far less than the half region from which on the collector treats an array as a giant and begins to mark the whole heap. */
    private static final int PIECE = 128 << 10;

    /** What the last row of a piece may be longer. */
    private static final int LAST_ROW = 8 << 10;

    /** Items that do not fill a piece: room is made as they need it. */
    private static final int FEW = 100;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final char LAST_ASCII = 0x7F;
    private static final int FIRST_ROOM = 16 << 10;

    /** Rows are put together here and not in a buffer of the network, whose every small write has its price. */
    private byte[] bytes;

    private int length;

    private CopyRows(int room) {
        bytes = new byte[room];
    }

    /** The whole of a COPY in pieces of about 128 KiB, each made when it is asked for. */
    static <T> Flux<ByteBuf> of(List<T> items, int columns, BiConsumer<CopyRows, T> row) {
        return Flux.generate(() -> 0, (from, sink) -> {
            CopyRows rows = new CopyRows(items.size() - from < FEW ? FIRST_ROOM : PIECE + LAST_ROW);
            if (from == 0) {
                rows.put(SIGNATURE).putInt(0).putInt(0);
            }
            int next = from;
            while (next < items.size() && rows.length < PIECE) {
                rows.putShort(columns);
                row.accept(rows, items.get(next++));
            }
            if (next == items.size()) {
                rows.putShort(-1);
            }
            sink.next(Unpooled.wrappedBuffer(rows.bytes, 0, rows.length));
            if (next == items.size()) {
                sink.complete();
            }
            return next;
        });
    }

    CopyRows bigint(long value) {
        reserve(Integer.BYTES + Long.BYTES);
        INT.set(bytes, length, Long.BYTES);
        LONG.set(bytes, length + Integer.BYTES, value);
        length += Integer.BYTES + Long.BYTES;
        return this;
    }

    CopyRows integer(int value) {
        return putInt(Integer.BYTES).putInt(value);
    }

    CopyRows smallint(int value) {
        return putInt(Short.BYTES).putShort(value);
    }

    CopyRows text(String value) {
        int ascii = value.length();
        reserve(Integer.BYTES + ascii);
        int at = length + Integer.BYTES;
        for (int i = 0; i < ascii; i++) {
            char c = value.charAt(i);
            if (c > LAST_ASCII) {
                return text(value.getBytes(StandardCharsets.UTF_8));
            }
            bytes[at + i] = (byte) c;
        }
        INT.set(bytes, length, ascii);
        length = at + ascii;
        return this;
    }

    CopyRows text(byte[] utf8) {
        return putInt(utf8.length).put(utf8);
    }

    private CopyRows putShort(int value) {
        reserve(Short.BYTES);
        SHORT.set(bytes, length, (short) value);
        length += Short.BYTES;
        return this;
    }

    private CopyRows putInt(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, length, value);
        length += Integer.BYTES;
        return this;
    }

    private CopyRows put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
