package io.perfectorder.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts bytes into lines as they come; of a line beyond the bound only the beginning is kept. For one stream, in sequence. */
final class Lines {
    /** One more than the longest event in bytes, so that a longer line is seen to be too long. */
    private static final int KEPT = EventDecoder.MAX_EVENT + 1;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** The lines that these bytes complete; blank ones are left out. */
    List<String> feed(byte[] bytes) {
        List<String> complete = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, from, i);
                complete.addAll(end());
                from = i + 1;
            }
        }
        keep(bytes, from, bytes.length);
        return complete;
    }

    /** The last line, when it is not blank. */
    List<String> end() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return text.isBlank() ? List.of() : List.of(text.strip());
    }

    private void keep(byte[] bytes, int from, int to) {
        int room = Math.min(to - from, KEPT - line.size());
        if (room > 0) {
            line.write(bytes, from, room);
        }
    }
}
