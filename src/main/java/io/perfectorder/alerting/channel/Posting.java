package io.perfectorder.alerting.channel;

import java.util.Map;

/** A POST of JSON. */
record Posting(Target target, Map<String, String> headers, String json) {
    static Posting of(Target target, String json) {
        return new Posting(target, Map.of(), json);
    }

    @Override
    public String toString() {
        return "Posting[" + target + ", " + json.length() + " characters]";
    }
}
