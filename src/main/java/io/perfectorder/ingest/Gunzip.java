package io.perfectorder.ingest;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;

/**
 * Inflates a gzip stream (RFC 1952) of one or more members as it comes, in pieces of bounded size, and checks length and sum of each
 * member. What inflates to more than {@link #MAX_RATIO} times its size is refused once it is large, which stops a decompression bomb;
 * honest text has a ratio of about 10.
 */
final class Gunzip implements AutoCloseable {
    private static final int MAX_RATIO = 200;
    private static final int FREE = 32 << 20;
    private static final int PIECE = 32 << 10;
    private static final int LONGEST_HEADER = 64 << 10;
    private static final int TRAILER = 8;

    private static final byte[] NOTHING = {};

    private enum Part {
        HEADER,
        BODY,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private Part part = Part.HEADER;
    /** Not yet read; within a member what the inflater was given last, until it has read all of it. */
    private byte[] rest = NOTHING;

    private boolean begun;
    private long in;
    private long out;

    /** The bytes of the whole body inflated; fails with a refusal when they are no gzip, are cut short or are a bomb. */
    static Flux<byte[]> inflate(Flux<byte[]> body) {
        return Flux.using(
                        Gunzip::new,
                        gunzip -> body.concatMap(gunzip::inflate, 1).concatWith(Flux.defer(gunzip::end)),
                        Gunzip::close)
                .onErrorMap(
                        DataFormatException.class,
                        malformed -> Problems.of(
                                HttpStatus.BAD_REQUEST, "the body is not valid gzip: " + malformed.getMessage()));
    }

    private Flux<byte[]> inflate(byte[] piece) {
        in += piece.length;
        begun |= piece.length > 0;
        rest = joined(rest, piece);
        return Flux.generate(sink -> {
            try {
                byte[] inflated = next();
                if (inflated.length == 0) {
                    sink.complete();
                } else if (out > FREE && out > in * MAX_RATIO) {
                    sink.error(Problems.of(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "the body inflates to more than " + MAX_RATIO + " times its size"));
                } else {
                    sink.next(inflated);
                }
            } catch (DataFormatException malformed) {
                sink.error(malformed);
            }
        });
    }

    private Flux<byte[]> end() {
        boolean whole = !begun || (part == Part.HEADER && rest.length == 0);
        return whole ? Flux.empty() : Flux.error(new DataFormatException("it is cut short"));
    }

    /** The next inflated bytes; none when more input is needed. */
    private byte[] next() throws DataFormatException {
        while (true) {
            switch (part) {
                case HEADER -> {
                    int length = headerLength(rest);
                    if (length < 0) {
                        return NOTHING;
                    }
                    rest = Arrays.copyOfRange(rest, length, rest.length);
                    inflater.reset();
                    sum.reset();
                    inflater.setInput(rest);
                    part = Part.BODY;
                }
                case BODY -> {
                    byte[] inflated = body();
                    if (inflated.length > 0 || part == Part.BODY) {
                        return inflated;
                    }
                }
                case TRAILER -> {
                    if (rest.length < TRAILER) {
                        return NOTHING;
                    }
                    checkTrailer();
                    rest = Arrays.copyOfRange(rest, TRAILER, rest.length);
                    part = Part.HEADER;
                }
            }
        }
    }

    private byte[] body() throws DataFormatException {
        if (inflater.needsInput()) {
            inflater.setInput(rest);
        }
        byte[] buffer = new byte[PIECE];
        int count = inflater.inflate(buffer);
        if (inflater.needsDictionary()) {
            throw new DataFormatException("it needs a dictionary");
        }
        out += count;
        sum.update(buffer, 0, count);
        if (inflater.finished()) {
            rest = Arrays.copyOfRange(rest, rest.length - inflater.getRemaining(), rest.length);
            part = Part.TRAILER;
        } else if (inflater.needsInput()) {
            rest = NOTHING;
        }
        return count == PIECE ? buffer : Arrays.copyOf(buffer, count);
    }

    private void checkTrailer() throws DataFormatException {
        boolean right = littleEndian(rest, 0) == (int) sum.getValue()
                && littleEndian(rest, Integer.BYTES) == (int) inflater.getBytesWritten();
        if (!right) {
            throw new DataFormatException("its length or sum is wrong");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | ((bytes[at + 3] & 0xFF) << 24);
    }

    /** The length of the header of a member; -1 while it is not complete. */
    private static int headerLength(byte[] bytes) throws DataFormatException {
        byte[] magic = {0x1F, (byte) 0x8B, 8};
        int known = Math.min(magic.length, bytes.length);
        if (!Arrays.equals(bytes, 0, known, magic, 0, known)) {
            throw new DataFormatException("a member does not begin as one");
        }
        if (bytes.length < 10) {
            return -1;
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
        if (at > LONGEST_HEADER || (bytes.length > LONGEST_HEADER && at > bytes.length)) {
            throw new DataFormatException("its header is too long");
        }
        return at <= bytes.length ? at : -1;
    }
}
