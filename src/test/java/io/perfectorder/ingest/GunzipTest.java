package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Gzip bodies in any pieces: what the JDK packed comes out, and what is broken, cut short or a bomb is refused. */
class GunzipTest {
    private static final byte[] TEXT = "an event, and another\n".repeat(4_000).getBytes(StandardCharsets.UTF_8);

    @Test
    void anyMembersInAnyPieces_comeOutWhole() throws IOException {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            int members = 1 + random.nextInt(3);
            for (int member = 0; member < members; member++) {
                byte[] part = new byte[random.nextInt(30_000)];
                random.nextBytes(part);
                Arrays.fill(part, 0, part.length / 2, (byte) 'x');
                plain.writeBytes(part);
                packed.writeBytes(gzip(part));
            }

            assertThat(inflated(pieces(packed.toByteArray(), random)))
                    .as("seed %s", seed)
                    .isEqualTo(plain.toByteArray());
        }
    }

    @Test
    void everyOptionalHeaderField_isSkipped() throws IOException {
        byte[] packed = gzip(TEXT);
        for (int flags = 0; flags < 32; flags++) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(packed, 0, 3);
            body.write(flags);
            body.write(packed, 4, 6);
            body.writeBytes((flags & 4) != 0 ? new byte[] {3, 0, 'e', 'x', 't'} : new byte[0]);
            body.writeBytes((flags & 8) != 0 ? "name\0".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
            body.writeBytes((flags & 16) != 0 ? "comment\0".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
            body.writeBytes((flags & 2) != 0 ? new byte[] {1, 2} : new byte[0]);
            body.write(packed, 10, packed.length - 10);

            assertThat(inflated(pieces(body.toByteArray(), new Random(flags))))
                    .as("flags %s", flags)
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void everyCut_isNoticed() throws IOException {
        byte[] packed = gzip("short".getBytes(StandardCharsets.UTF_8));
        for (int length = 1; length < packed.length; length++) {
            refused(Arrays.copyOf(packed, length), HttpStatus.BAD_REQUEST, "cut short");
        }
    }

    @Test
    void everyWrongByteOfTheTrailer_isNoticed() throws IOException {
        byte[] packed = gzip(TEXT);
        for (int back = 1; back <= 8; back++) {
            byte[] broken = packed.clone();
            broken[broken.length - back] ^= 0x10;
            refused(broken, HttpStatus.BAD_REQUEST, "length or sum");
        }
    }

    @Test
    void whatIsNoGzip_isRefused() throws IOException {
        refused(TEXT, HttpStatus.BAD_REQUEST, "a member does not begin as one");
        refused(joined(gzip(TEXT), TEXT), HttpStatus.BAD_REQUEST, "a member does not begin as one");
        byte[] endlessName = new byte[200_000];
        Arrays.fill(endlessName, (byte) 'n');
        byte[] header = {0x1F, (byte) 0x8B, 8, 8, 0, 0, 0, 0, 0, 0};
        refused(joined(header, endlessName), HttpStatus.BAD_REQUEST, "header is too long");
    }

    @Test
    void aBomb_isRefusedBeforeItIsLarge() throws IOException {
        byte[] bomb = gzip(new byte[80 << 20]);
        List<Integer> sizes = new ArrayList<>();

        StepVerifier.create(Gunzip.inflate(Flux.just(bomb))
                        .map(piece -> piece.length)
                        .doOnNext(sizes::add))
                .thenConsumeWhile(_ -> true)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                Problems.Refusal.class,
                                refusal ->
                                        assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE)));
        assertThat(sizes.stream().mapToLong(size -> size).sum()).isBetween(32L << 20, 64L << 20);
        assertThat(sizes).allMatch(size -> size <= 32 << 10);
    }

    @Test
    void honestTextOfThatSize_passes() throws IOException {
        Random random = new Random(7);
        byte[] digits = new byte[34 << 20];
        for (int at = 0; at < digits.length; at++) {
            digits[at] = (byte) ('0' + random.nextInt(2));
        }
        CRC32 expected = new CRC32();
        expected.update(digits);
        CRC32 sum = new CRC32();

        Gunzip.inflate(Flux.just(gzip(digits))).doOnNext(sum::update).blockLast();

        assertThat(sum.getValue()).isEqualTo(expected.getValue());
    }

    private static void refused(byte[] body, HttpStatus status, String detail) {
        StepVerifier.create(Gunzip.inflate(pieces(body, new Random(body.length))))
                .thenConsumeWhile(_ -> true)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(Problems.Refusal.class, refusal -> {
                            assertThat(refusal.getStatusCode()).isEqualTo(status);
                            assertThat(refusal.getBody().getDetail()).contains("gzip", detail);
                        }));
    }

    private static byte[] inflated(Flux<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Gunzip.inflate(pieces).doOnNext(out::writeBytes).blockLast();
        return out.toByteArray();
    }

    private static Flux<byte[]> pieces(byte[] body, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int to = Math.min(body.length, at + random.nextInt(random.nextInt(4) > 0 ? 40 : 40_000));
            pieces.add(Arrays.copyOfRange(body, at, to));
            at = to;
        }
        return Flux.fromIterable(pieces);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }
}
