package io.perfectorder.alerting.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keeps texts within the limits of receivers, which count bytes of UTF-8. */
final class Cut {
    private static final String REST = "…";

    private Cut() {}

    /** The blocks that fit together, the first at least in part. */
    static String toBytes(List<String> blocks, String between, int most) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String block : blocks) {
            String next = text.isEmpty() ? block : between + block;
            int bytes = bytes(next);
            if (used + bytes > most - bytes(REST)) {
                return text.isEmpty() ? cut(next, most - bytes(REST)) + REST : text + REST;
            }
            text.append(next);
            used += bytes;
        }
        return text.toString();
    }

    private static String cut(String text, int most) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            int bytes = bytes(Character.toString(point));
            if (used + bytes > most) {
                break;
            }
            used += bytes;
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
