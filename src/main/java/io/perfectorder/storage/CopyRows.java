package io.perfectorder.storage;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import java.util.function.BiConsumer;
import reactor.core.publisher.Flux;

/**
 * Rows in PostgreSQL's binary COPY format. Source: PostgreSQL documentation, COPY, "Binary Format": a signature, then for each row the
 * number of its columns and for each column its length and its bytes, then -1.
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int PIECE = 256 << 10;

    private final ByteBuf out;

    private CopyRows(ByteBuf out) {
        this.out = out;
    }

    /** The whole of a COPY in pieces of about 256 KiB, each made when it is asked for. */
    static <T> Flux<ByteBuf> of(List<T> items, int columns, BiConsumer<CopyRows, T> row) {
        return Flux.generate(() -> 0, (from, sink) -> {
            ByteBuf piece = ByteBufAllocator.DEFAULT.buffer(PIECE + (PIECE >> 2));
            CopyRows rows = new CopyRows(piece);
            if (from == 0) {
                piece.writeBytes(SIGNATURE).writeInt(0).writeInt(0);
            }
            int next = from;
            while (next < items.size() && piece.readableBytes() < PIECE) {
                piece.writeShort(columns);
                row.accept(rows, items.get(next++));
            }
            if (next == items.size()) {
                piece.writeShort(-1);
                sink.next(piece);
                sink.complete();
            } else {
                sink.next(piece);
            }
            return next;
        });
    }

    CopyRows bigint(long value) {
        out.writeInt(8).writeLong(value);
        return this;
    }

    CopyRows integer(int value) {
        out.writeInt(4).writeInt(value);
        return this;
    }

    CopyRows smallint(int value) {
        out.writeInt(2).writeShort(value);
        return this;
    }

    CopyRows text(String value) {
        int at = out.writerIndex();
        out.writeInt(0);
        int length = ByteBufUtil.writeUtf8(out, value);
        out.setInt(at, length);
        return this;
    }

    CopyRows text(byte[] utf8) {
        out.writeInt(utf8.length).writeBytes(utf8);
        return this;
    }
}
