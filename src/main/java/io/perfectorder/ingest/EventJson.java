package io.perfectorder.ingest;

import io.perfectorder.core.order.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The JSON tokens of one event, with what the contract asks of every one of them: no name twice in an object, and no text that
 * PostgreSQL refuses. Values stay in the parser's buffer until somebody asks for them.
 */
final class EventJson implements AutoCloseable {
    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(EventDecoder.MAX_EVENT)
                    .maxNameLength(EventDecoder.MAX_EVENT)
                    .build())
            .build();
    /** Shared by all decoders, as the names and products of producers are. */
    private static final LabelCache LABELS = new LabelCache();

    private final JsonParser parser;
    private final boolean escaped;
    private boolean refusedText;
    private @Nullable String twice;

    /** {@code escaped}: a backslash occurs, so that texts must be looked at. */
    EventJson(byte[] bytes, int from, int to, boolean escaped) {
        this.parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from);
        this.escaped = escaped;
    }

    /** Goes to the next token; {@code null} after the last. */
    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    /** Whether there is one more field, whose name {@link #name} then tells and whose value is the current token. */
    boolean nextField() {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return false;
        }
        if (escaped) {
            check(parser.currentName());
        }
        parser.nextToken();
        return true;
    }

    String name() {
        return parser.currentName();
    }

    boolean is(@Nullable JsonToken token) {
        return parser.currentToken() == token;
    }

    /** Where the current token begins, in bytes from the beginning of what is read. */
    int tokenStart() {
        return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    /** Where the current token ends. */
    int tokenEnd() {
        return Math.toIntExact(parser.currentLocation().getByteOffset());
    }

    /** Passes over the current value. */
    void skip() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            FieldNames names = new FieldNames();
            while (nextField()) {
                if (!names.add(name())) {
                    noteTwice();
                }
                skip();
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skip();
            }
        } else if (escaped && token == JsonToken.VALUE_STRING) {
            check(parser.getString());
        }
    }

    /** The current string, a new copy. */
    String text() {
        String text = parser.getString();
        if (escaped) {
            check(text);
        }
        return text;
    }

    /** The current string, shared when it is short. */
    String label() {
        String label = LABELS.get(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        if (escaped) {
            check(label);
        }
        return label;
    }

    /** The current string or number as an instant; {@code null} when it is none. */
    @Nullable
    Instant instant() {
        return InstantText.parse(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** The current number as a quantity; {@code null} when it is none. */
    @Nullable
    Quantity quantity() {
        return QuantityText.parse(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    /** The current number as a line number; 0 when it is none. */
    int lineNumber() {
        if (!is(JsonToken.VALUE_NUMBER_INT) || parser.getStringLength() > 10) {
            return 0;
        }
        long number = parser.getLongValue();
        return number < 1 || number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    /** Notes that the current name was in its object before; reading goes on, since what follows may not even be JSON. */
    void noteTwice() {
        twice = twice == null ? name() : twice;
    }

    /** The first name that an object has twice; {@code null} when none has. */
    @Nullable
    String twice() {
        return twice;
    }

    /** Whether a text that PostgreSQL refuses has been seen. */
    boolean refusedText() {
        return refusedText;
    }

    private void check(String text) {
        refusedText |= text.indexOf('\0') >= 0 || hasUnpairedSurrogate(text);
    }

    static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        parser.close();
    }
}
