package io.perfectorder.ingest;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;

/**
 * Inflates one gzip stream (RFC 1952) as it comes, in pieces of bounded size. More than {@link #MAX_RATIO} bytes out for a byte in
 * is refused, which bounds a decompression bomb and leaves honest text, of a ratio of about 10, alone.
 */
final class Gunzip implements AutoCloseable {
    private static final int MAX_RATIO = 200;
    private static final int PIECE = 64 << 10;
    private static final int FREE = 1 << 20;

    private final Inflater inflater = new Inflater(true);
    private byte[] header = new byte[0];
    private boolean inBody;
    private long in;
    private long out;

    /** The bytes that this piece of the stream inflates to. */
    Flux<byte[]> inflate(byte[] piece) {
        in += piece.length;
        byte[] deflated = piece;
        if (!inBody) {
            byte[] begun = Arrays.copyOf(header, header.length + piece.length);
            System.arraycopy(piece, 0, begun, header.length, piece.length);
            int end = headerLength(begun);
            if (end < 0) {
                header = begun;
                return begun.length > PIECE ? Flux.error(new DataFormatException("header")) : Flux.empty();
            }
            if (end == 0) {
                return Flux.error(new DataFormatException("not gzip"));
            }
            inBody = true;
            deflated = Arrays.copyOfRange(begun, end, begun.length);
        }
        inflater.setInput(deflated);
        return Flux.generate(sink -> {
            byte[] buffer = new byte[PIECE];
            try {
                int count = inflater.finished() ? 0 : inflater.inflate(buffer);
                out += count;
                if (out > FREE && out > in * MAX_RATIO) {
                    sink.error(Problems.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "the body inflates to more than " + MAX_RATIO + " times its size"));
                } else if (count == 0) {
                    sink.complete();
                } else {
                    sink.next(Arrays.copyOf(buffer, count));
                }
            } catch (DataFormatException malformed) {
                sink.error(malformed);
            }
        });
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** The length of the gzip header; -1 when it is not complete, 0 when it is none. */
    private static int headerLength(byte[] bytes) {
        if (bytes.length < 10) {
            return -1;
        }
        if ((bytes[0] & 0xFF) != 0x1F || (bytes[1] & 0xFF) != 0x8B || bytes[2] != 8) {
            return 0;
        }
        int flags = bytes[3];
        int at = 10;
        if ((flags & 4) != 0) {
            if (bytes.length < at + 2) {
                return -1;
            }
            at += 2 + (bytes[at] & 0xFF) + ((bytes[at + 1] & 0xFF) << 8);
        }
        for (int flag : new int[] {8, 16}) {
            if ((flags & flag) != 0) {
                while (at < bytes.length && bytes[at] != 0) {
                    at++;
                }
                at++;
            }
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at <= bytes.length ? at : -1;
    }
}
