package io.perfectorder.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a JSON array into the bytes of its elements, exactly as they were sent, by looking at brackets, commas and quotes only. When every
 * element is then found to be JSON, the array was; an element that is not makes the whole body malformed.
 */
final class BatchElements {
    private final byte[] body;
    private final int most;
    private int at;

    private BatchElements(byte[] body, int most) {
        this.body = body;
        this.most = most;
    }

    /** The elements, of which at most one more than {@code most} are cut; nothing when the body is no array. */
    static Optional<List<byte[]>> of(byte[] body, int most) {
        return new BatchElements(body, most).cut();
    }

    private Optional<List<byte[]>> cut() {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            at = 3;
        }
        skipBlanks();
        if (at == body.length || body[at] != '[') {
            return Optional.empty();
        }
        at++;
        List<byte[]> elements = new ArrayList<>();
        skipBlanks();
        if (at < body.length && body[at] == ']') {
            at++;
        } else {
            boolean more = true;
            while (more && elements.size() <= most) {
                int from = at;
                if (!skipElement()) {
                    return Optional.empty();
                }
                elements.add(stripped(from, at));
                more = body[at] == ',';
                at++;
            }
            if (elements.size() > most) {
                return Optional.of(elements);
            }
        }
        skipBlanks();
        return at == body.length ? Optional.of(elements) : Optional.empty();
    }

    /** Goes to the comma or bracket that ends the element; false when there is none. */
    private boolean skipElement() {
        int depth = 0;
        while (at < body.length) {
            switch (body[at]) {
                case '"' -> skipString();
                case '{', '[' -> depth++;
                case '}' -> depth--;
                case ']' -> {
                    if (depth == 0) {
                        return true;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
            at++;
        }
        return false;
    }

    /** Goes to the quote that ends the string, or to the end of the body. */
    private void skipString() {
        at++;
        while (at < body.length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
    }

    private void skipBlanks() {
        while (at < body.length && isBlank(body[at])) {
            at++;
        }
    }

    private byte[] stripped(int elementFrom, int elementTo) {
        int from = elementFrom;
        int to = elementTo;
        while (from < to && isBlank(body[from])) {
            from++;
        }
        while (to > from && isBlank(body[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(body, from, to);
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
