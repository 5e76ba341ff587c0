package io.perfectorder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes the bytes of an event a little, the way broken producers and attackers do. Seeded by its random generator. */
final class EventMutator {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "\\udc00",
            "\\ud83d\\ude00",
            "\\n",
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1.0000",
            "1.0005",
            "1e2",
            "1E-3",
            "1e999",
            "1e99999999999",
            "NaN",
            "Infinity",
            "0.001",
            "0.0001",
            "1000000000000",
            "1000000000001",
            "2147483648",
            "00",
            "\u00e9",
            "\u4e2d",
            "\ud83d\ude00",
            "\ufeff",
            "\u0000",
            "\u007f",
            "\"id\":\"again\"",
            "\"data\":{}",
            "\"line\":1",
            "\"lines\":[]",
            "\"type\":\"order.placed\"",
            "\"reason\":5,",
            "\"extra\":{\"a\":1,\"a\":2},",
            "\"deep\":[[[[[[[[[[",
            "2016-12-31T23:59:60Z",
            "2026-02-30T00:00:00Z",
            "2026-01-01t00:00:00z",
            "2026-01-01T24:00:00Z",
            "0000-01-01T00:00:00+00:01",
            "9999-12-31T23:59:59.999999999Z",
            "2026-01-01T00:00:00.1234567890Z",
            "2026-01-01T00:00:00.1234567891+23:59",
            "-0001-01-01T00:00:00Z",
            " ",
            "\t",
            "\r\n");
    private static final byte[] BYTES = {
        0, (byte) 0x80, (byte) 0xC0, (byte) 0xED, (byte) 0xF5, (byte) 0xFF, '"', '\\', '0', '9'
    };

    private final RandomGenerator random;
    private final List<byte[]> corpus;

    EventMutator(RandomGenerator random, List<byte[]> corpus) {
        this.random = random;
        this.corpus = corpus;
    }

    /** A member of the corpus with up to four changes. */
    byte[] next() {
        byte[] event = corpus.get(random.nextInt(corpus.size()));
        int changes = random.nextInt(5);
        for (int i = 0; i < changes; i++) {
            event = changed(event);
        }
        return event;
    }

    private byte[] changed(byte[] event) {
        int at = random.nextInt(event.length + 1);
        int to = Math.min(event.length, at + 1 + random.nextInt(12));
        return switch (random.nextInt(8)) {
            case 0 -> replaced(event, at, at, piece());
            case 1 -> replaced(event, at, to, piece());
            case 2 -> replaced(event, at, to, new byte[0]);
            case 3 ->
                replaced(event, at, Math.min(event.length, at + 1), new byte[] {BYTES[random.nextInt(BYTES.length)]});
            case 4 -> replaced(event, at, at, Arrays.copyOfRange(event, at, to));
            case 5 -> spliced(event);
            case 6 -> valueReplaced(event);
            default -> fieldsSwapped(event);
        };
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** A value, from a colon to the next comma or brace, replaced by a piece. */
    private byte[] valueReplaced(byte[] event) {
        int colon = find(event, random.nextInt(event.length + 1), ":");
        int end = find(event, colon + 1, ",}]");
        if (end >= event.length) {
            return event;
        }
        byte[] value = piece();
        boolean quoted = random.nextBoolean();
        byte[] text = quoted
                ? ("\"" + new String(value, StandardCharsets.UTF_8) + "\"").getBytes(StandardCharsets.UTF_8)
                : value;
        return replaced(event, colon + 1, end, text);
    }

    /** A field moved to the front of the event. */
    private byte[] fieldsSwapped(byte[] event) {
        int from = find(event, random.nextInt(event.length + 1), ",") + 1;
        int to = find(event, from, ",}");
        if (to >= event.length || event.length == 0) {
            return event;
        }
        byte[] field = Arrays.copyOfRange(event, from, to);
        byte[] without = replaced(event, from - 1, to, new byte[0]);
        byte[] withComma = Arrays.copyOf(field, field.length + 1);
        withComma[field.length] = ',';
        return replaced(without, Math.min(1, without.length), Math.min(1, without.length), withComma);
    }

    private byte[] spliced(byte[] event) {
        byte[] other = corpus.get(random.nextInt(corpus.size()));
        int from = random.nextInt(other.length + 1);
        int to = from + random.nextInt(other.length + 1 - from);
        int at = random.nextInt(event.length + 1);
        return replaced(event, at, at, Arrays.copyOfRange(other, from, to));
    }

    private static int find(byte[] event, int from, String wanted) {
        int at = from;
        while (at < event.length && wanted.indexOf(event[at]) < 0) {
            at++;
        }
        return at;
    }

    private static byte[] replaced(byte[] event, int from, int to, byte[] by) {
        byte[] result = new byte[event.length - (to - from) + by.length];
        System.arraycopy(event, 0, result, 0, from);
        System.arraycopy(by, 0, result, from, by.length);
        System.arraycopy(event, to, result, from + by.length, event.length - to);
        return result;
    }
}
