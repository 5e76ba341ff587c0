package io.perfectorder.alerting.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the bodies of channels: objects keep the order of their fields. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Names and values in turn. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** The number at a field of the text; absent when it is no object or has none. */
    static OptionalInt number(String text, String field) {
        try {
            var found = MAPPER.readTree(text).path(field);
            return found.isInt() ? OptionalInt.of(found.asInt()) : OptionalInt.empty();
        } catch (JacksonException _) {
            return OptionalInt.empty();
        }
    }
}
