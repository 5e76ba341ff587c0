package io.perfectorder.ingest.simulator;

import java.time.Instant;

/** Appends the members of one JSON object; the values are the simulator's own. */
final class JsonText {
    private final StringBuilder text = new StringBuilder(192).append('{');

    JsonText put(String name, String value) {
        key(name)
                .append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
        return this;
    }

    JsonText put(String name, Instant value) {
        return put(name, value.toString());
    }

    JsonText raw(String name, String json) {
        key(name).append(json);
        return this;
    }

    String end() {
        return text + "}";
    }

    private StringBuilder key(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        return text.append('"').append(name).append("\":");
    }
}
