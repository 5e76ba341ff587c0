package io.perfectorder.ingest;

import io.perfectorder.ingest.EventEnvelope.Attribute;
import io.perfectorder.pipeline.ErasureRule;
import io.perfectorder.pipeline.EventEraser;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Erases by the fields of the event contract: an id, a label, a number, a time or a word of the contract stays where one is asked for; free
 * text and whatever the contract does not name, or would not take, goes. Values are cut out of the bytes and others put in. What is put in for a whole text is never longer than that. Safe for many
 * threads.
 */
public final class JsonEventEraser implements EventEraser {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ERASED = "erased";
    private static final int ERASED_BYTES = ERASED.length() + 2;
    private static final int SHORTEST_TEXT = 3;

    /** A text that mentions somebody and would be longer is overwritten: the contract takes no longer ones. */
    private static final int LONGEST_TEXT = 2_000;

    private static final Map<String, FieldRule.Kind> OF_LINES = Map.of(
            "line", FieldRule.Kind.LINE_NUMBER,
            "sku", FieldRule.Kind.LABEL,
            "quantity", FieldRule.Kind.QUANTITY,
            "unitPrice", FieldRule.Kind.QUANTITY);

    @Override
    public Optional<byte[]> erase(byte[] raw, ErasureRule rule) {
        Utf8 utf8 = Utf8.of(raw);
        if (utf8 == Utf8.MALFORMED) {
            return Optional.empty();
        }
        boolean escaped = utf8 == Utf8.ESCAPED;
        try {
            EventType type = typeOf(raw, escaped);
            try (EventJson json = new EventJson(raw, 0, raw.length, escaped)) {
                return json.next() == JsonToken.START_OBJECT
                        ? new Cutting(raw, json, type, rule).cut()
                        : Optional.empty();
            }
        } catch (JacksonException noEvent) {
            return Optional.empty();
        }
    }

    private static @Nullable EventType typeOf(byte[] raw, boolean escaped) {
        EventType type = null;
        try (EventJson json = new EventJson(raw, 0, raw.length, escaped)) {
            if (json.next() == JsonToken.START_OBJECT) {
                while (json.nextField()) {
                    if (json.name().equals("type") && json.is(JsonToken.VALUE_STRING)) {
                        type = EventType.ofKey(json.text());
                    } else {
                        json.skip();
                    }
                }
            }
        }
        return type;
    }

    /** One pass over one event. */
    private static final class Cutting {
        private final byte[] raw;
        private final EventJson json;
        private final @Nullable EventType type;
        private final ErasureRule rule;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int copied;

        Cutting(byte[] raw, EventJson json, @Nullable EventType type, ErasureRule rule) {
            this.raw = raw;
            this.json = json;
            this.type = type;
            this.rule = rule;
        }

        Optional<byte[]> cut() {
            while (json.nextField()) {
                field(json.name());
            }
            if (json.next() != null) {
                return Optional.empty();
            }
            out.write(raw, copied, raw.length - copied);
            return Optional.of(out.toByteArray());
        }

        private void field(String name) {
            Attribute attribute = Attribute.ofKey(name);
            boolean aboutCustomer = type == EventType.CUSTOMER_REGISTERED || type == EventType.EVENT_RETRACTED;
            if (attribute == Attribute.SUBJECT && aboutCustomer) {
                rename(rule.subject());
            } else if (attribute != null) {
                json.skip();
            } else if (name.equals("data") && type != null && json.is(JsonToken.START_OBJECT)) {
                data(type);
            } else {
                unnamed();
            }
        }

        private void data(EventType of) {
            while (json.nextField()) {
                DataField field = DataField.ofKey(json.name());
                FieldRule read = field == null ? null : of.ruleOf(field);
                if (read == null) {
                    unnamed();
                } else {
                    switch (read.kind()) {
                        case FREE_TEXT, NAME -> unnamed();
                        case ORDER_LINES, LINE_QUANTITIES -> lines();
                        default -> value(read);
                    }
                }
            }
        }

        private void value(FieldRule read) {
            if (read.field() == DataField.CUSTOMER_ID) {
                rename(rule.customer());
            } else if (EventFields.takes(read.kind(), json)) {
                json.skip();
            } else {
                unnamed();
            }
        }

        private void lines() {
            if (!json.is(JsonToken.START_ARRAY)) {
                unnamed();
                return;
            }
            while (json.next() != JsonToken.END_ARRAY) {
                if (!json.is(JsonToken.START_OBJECT)) {
                    unnamed();
                    continue;
                }
                while (json.nextField()) {
                    FieldRule.Kind kind = OF_LINES.get(json.name());
                    if (kind != null && EventFields.takes(kind, json)) {
                        json.skip();
                    } else {
                        unnamed();
                    }
                }
            }
        }

        private void rename(UnaryOperator<String> by) {
            if (!json.is(JsonToken.VALUE_STRING)) {
                unnamed();
                return;
            }
            int from = json.tokenStart();
            String name = json.text();
            replace(from, name, by.apply(name));
        }

        /** What the contract does not name, and free text. */
        private void unnamed() {
            rule.mention().ifPresentOrElse(this::mentions, this::overwrite);
        }

        private void mentions(UnaryOperator<String> by) {
            if (json.is(JsonToken.VALUE_STRING)) {
                int from = json.tokenStart();
                String text = json.text();
                String without = by.apply(text);
                boolean tooLong = without.length() > LONGEST_TEXT && !without.equals(text);
                replace(from, text, tooLong ? ERASED : without);
            } else if (json.is(JsonToken.START_OBJECT)) {
                while (json.nextField()) {
                    mentions(by);
                }
            } else if (json.is(JsonToken.START_ARRAY)) {
                while (json.next() != JsonToken.END_ARRAY) {
                    mentions(by);
                }
            }
        }

        private void overwrite() {
            if (json.is(JsonToken.VALUE_NULL)) {
                return;
            }
            int from = json.tokenStart();
            boolean text = json.is(JsonToken.VALUE_STRING);
            if (text) {
                json.text();
            } else {
                json.skip();
            }
            int length = json.tokenEnd() - from;
            if (length >= ERASED_BYTES) {
                put(from, quoted(ERASED));
            } else if (!text) {
                put(from, new byte[] {'0'});
            } else if (length >= SHORTEST_TEXT) {
                put(from, quoted("-"));
            }
        }

        private void replace(int from, String text, String other) {
            if (!text.equals(other)) {
                put(from, quoted(other));
            }
        }

        /** Puts the bytes in the place of the token that began there and has been read. */
        private void put(int from, byte[] instead) {
            out.write(raw, copied, from - copied);
            out.writeBytes(instead);
            copied = json.tokenEnd();
        }

        private static byte[] quoted(String text) {
            return JSON.writeValueAsString(text).getBytes(StandardCharsets.UTF_8);
        }
    }
}
