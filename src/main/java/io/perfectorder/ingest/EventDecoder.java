package io.perfectorder.ingest;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.ingest.EventEnvelope.Attribute;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.Incoming;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Decodes one structured CloudEvent by the event contract, version 1, in one pass over its bytes (ADR 0020). Never throws for bad
 * input: a rejection is a value. Safe for use by several threads.
 */
public final class EventDecoder {
    /** The longest event, in bytes; also what is kept of a longer one. */
    static final int MAX_EVENT = 1 << 20;

    private static final int LONGEST_DETAIL = 1000;

    /**
     * Decodes an event at {@code now}; {@code refusesFuture}: a time more than 5 minutes ahead is rejected. A valid event keeps {@code
     * raw} itself, so nobody may change it.
     */
    public Decoded decode(byte[] raw, Instant now, boolean refusesFuture) {
        return decode(raw, now, refusesFuture, MAX_EVENT);
    }

    /** Decodes an event that was stored: a pseudonym may have made it longer than a sender's may be. */
    public Decoded decodeStored(byte[] raw) {
        return decode(raw, Instant.MAX, false, Integer.MAX_VALUE);
    }

    private static Decoded decode(byte[] raw, Instant now, boolean refusesFuture, int longest) {
        EventEnvelope envelope = new EventEnvelope();
        try {
            return new Decoded.Valid(new Incoming(read(raw, envelope, now, refusesFuture, longest), raw));
        } catch (InvalidEvent invalid) {
            return rejected(raw, envelope, invalid.code(), invalid.detail());
        } catch (StreamConstraintsException bound) {
            return String.valueOf(bound.getOriginalMessage()).contains("nesting depth")
                    ? rejected(raw, envelope, RejectionCode.TOO_DEEP, "nested deeper than " + EventJson.MAX_DEPTH)
                    : rejected(
                            raw,
                            envelope,
                            RejectionCode.TOO_LARGE,
                            "a number is longer than " + EventJson.MAX_NUMBER + " characters");
        } catch (JacksonException malformed) {
            String detail = "not valid JSON: " + malformed.getOriginalMessage();
            return rejected(raw, envelope, RejectionCode.MALFORMED_JSON, detail);
        }
    }

    private static OrderEvent read(
            byte[] raw, EventEnvelope envelope, Instant now, boolean refusesFuture, int longest) {
        if (raw.length > longest) {
            throw new InvalidEvent(RejectionCode.TOO_LARGE, "the event is longer than " + MAX_EVENT + " bytes");
        }
        Utf8 utf8 = Utf8.of(raw);
        if (utf8 == Utf8.MALFORMED) {
            throw new InvalidEvent(RejectionCode.INVALID_UTF_8, "the event is not UTF-8");
        }
        refuseOtherEncodings(raw);
        try (EventJson json = new EventJson(raw, 0, raw.length, utf8 == Utf8.ESCAPED)) {
            boolean object = json.next() == JsonToken.START_OBJECT;
            DataReading data = new DataReading(raw, json, utf8 == Utf8.ESCAPED);
            if (object) {
                readFields(json, envelope, data);
            } else if (json.is(null)) {
                throw new InvalidEvent(RejectionCode.MALFORMED_JSON, "not valid JSON: there is nothing");
            } else {
                json.skip();
            }
            if (json.next() != null) {
                throw new InvalidEvent(RejectionCode.MALFORMED_JSON, "not valid JSON: something follows the value");
            }
            if (json.twice() != null) {
                throw new InvalidEvent(
                        RejectionCode.DUPLICATE_FIELD, "the field '" + json.twice() + "' is there twice in one object");
            }
            if (!object) {
                throw new InvalidEvent(RejectionCode.NOT_AN_OBJECT, "an event must be a JSON object");
            }
            if (json.refusedText()) {
                throw new InvalidEvent(
                        RejectionCode.INVALID_TEXT, "a text or a field name holds U+0000 or an unpaired surrogate");
            }
            return event(envelope, data, now, refusesFuture);
        }
    }

    /** Jackson guesses UTF-16 and UTF-32 from zero bytes, and passes over a byte order mark: neither is in the contract. */
    private static void refuseOtherEncodings(byte[] raw) {
        boolean guessable = raw.length > 0 && raw[0] == (byte) 0xEF;
        for (int i = 0; i < Math.min(4, raw.length); i++) {
            guessable |= raw[i] == 0;
        }
        if (guessable) {
            throw new InvalidEvent(
                    RejectionCode.MALFORMED_JSON, "not valid JSON: it begins with a zero byte or a byte order mark");
        }
    }

    private static void readFields(EventJson json, EventEnvelope envelope, DataReading data) {
        FieldNames extensions = null;
        while (json.nextField()) {
            String name = json.name();
            Attribute attribute = Attribute.ofKey(name);
            if (attribute != null) {
                envelope.read(attribute, json);
            } else if (name.equals("data")) {
                data.read(envelope);
            } else {
                extensions = extensions == null ? new FieldNames() : extensions;
                if (!extensions.add(name)) {
                    json.noteTwice();
                }
                json.skip();
            }
        }
    }

    private static OrderEvent event(EventEnvelope envelope, DataReading reading, Instant now, boolean refusesFuture) {
        EventHeader header = envelope.check(now, refusesFuture);
        EventType type = envelope.type();
        if (type == null) {
            throw new InvalidEvent(
                    RejectionCode.UNKNOWN_TYPE,
                    "type is '" + envelope.readable(Attribute.TYPE) + "'; allowed: " + EventType.allowed());
        }
        EventFields data = reading.of(type);
        if (data == null) {
            throw new InvalidEvent(RejectionCode.INVALID_DATA, "data must be an object");
        }
        String flaw = data.flaw();
        if (flaw != null) {
            throw new InvalidEvent(RejectionCode.INVALID_DATA, flaw);
        }
        return type.make(header, data);
    }

    private static Decoded rejected(byte[] raw, EventEnvelope envelope, RejectionCode code, String detail) {
        byte[] kept = raw.length > MAX_EVENT ? Arrays.copyOf(raw, MAX_EVENT) : raw;
        String source = envelope.readable(Attribute.SOURCE);
        String id = envelope.readable(Attribute.ID);
        return new Decoded.Invalid(code, new DeadLetter(kept, code.key(), shown(detail), source, id));
    }

    /** The detail as it can be stored and sent: of bounded length, without what neither takes. */
    private static String shown(String detail) {
        String cut = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
        return cut.indexOf('\0') < 0 && !EventJson.hasUnpairedSurrogate(cut)
                ? cut
                : cut.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
    }

    /** Where {@code data} is, and what was read of it: at once when the type came before it, else in a second pass. */
    private static final class DataReading {
        private final byte[] raw;
        private final EventJson json;
        private final boolean escaped;
        private boolean seen;
        private int from = -1;
        private int to = -1;
        private @Nullable EventFields data;

        DataReading(byte[] raw, EventJson json, boolean escaped) {
            this.raw = raw;
            this.json = json;
            this.escaped = escaped;
        }

        void read(EventEnvelope envelope) {
            if (seen) {
                json.noteTwice();
                json.skip();
                return;
            }
            seen = true;
            EventType type = envelope.type();
            if (type != null && json.is(JsonToken.START_OBJECT)) {
                data = new EventFields(json, type);
                data.read();
            } else if (!envelope.knowsType() && json.is(JsonToken.START_OBJECT)) {
                from = json.tokenStart();
                json.skip();
                to = json.tokenEnd();
            } else {
                json.skip();
            }
        }

        /** The data by the rules of the type; {@code null} when it is missing or no object. */
        @Nullable
        EventFields of(EventType type) {
            if (data == null && from >= 0) {
                try (EventJson again = new EventJson(raw, from, to, escaped)) {
                    again.next();
                    data = new EventFields(again, type);
                    data.read();
                }
            }
            return data;
        }
    }
}
