package io.perfectorder.ingest;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The attributes of one CloudEvents envelope as they are read, in any order, and then checked in the order of the contract. */
final class EventEnvelope {
    private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(5);
    private static final int READABLE = 2000;

    /** An attribute of the contract; everything else but {@code data} is an extension. */
    enum Attribute {
        SPECVERSION(10, true),
        SOURCE(200, true),
        ID(200, false),
        TYPE(1000, true),
        SUBJECT(100, false),
        TIME(100, false),
        DATACONTENTTYPE(200, true);

        private static final Attribute[] ALL = values();
        private final String key = name().toLowerCase(Locale.ROOT);
        private final int longest;
        private final boolean repeats;

        Attribute(int longest, boolean repeats) {
            this.longest = longest;
            this.repeats = repeats;
        }

        // An index in memory, never stored.
        @SuppressWarnings("EnumOrdinal")
        int place() {
            return ordinal();
        }

        static @Nullable Attribute ofKey(String key) {
            for (Attribute attribute : ALL) {
                if (attribute.key.equals(key)) {
                    return attribute;
                }
            }
            return null;
        }
    }

    private final @Nullable String[] texts = new String[Attribute.ALL.length];
    private @Nullable Instant time;
    private int seen;
    private int noText;

    /** Reads the current value as the attribute. */
    void read(Attribute attribute, EventJson json) {
        int bit = 1 << attribute.place();
        if ((seen & bit) != 0) {
            json.noteTwice();
            json.skip();
            return;
        }
        seen |= bit;
        if (json.is(JsonToken.VALUE_STRING)) {
            if (attribute == Attribute.TIME) {
                time = json.instant();
            }
            if (attribute != Attribute.TIME || time == null) {
                texts[attribute.place()] = attribute.repeats ? json.label() : json.text();
            }
        } else if (!json.is(JsonToken.VALUE_NULL)) {
            noText |= bit;
            json.skip();
        }
    }

    /** Whether the type has been read, be it a known one or not. */
    boolean knowsType() {
        return (seen & (1 << Attribute.TYPE.place())) != 0;
    }

    /** The type of the contract; {@code null} when it is missing or none of them. */
    @Nullable
    EventType type() {
        String type = texts[Attribute.TYPE.place()];
        return type == null ? null : EventType.ofKey(type);
    }

    /** The text when it was read and is short enough and clean enough to be repeated to the sender. */
    @Nullable
    String readable(Attribute attribute) {
        String text = texts[attribute.place()];
        return text == null
                        || text.length() > READABLE
                        || text.indexOf('\0') >= 0
                        || EventJson.hasUnpairedSurrogate(text)
                ? null
                : text;
    }

    /** The header, or the first attribute that breaks its rule. */
    EventHeader check(Instant now, boolean refusesFuture) {
        String version = required(Attribute.SPECVERSION);
        if (!version.equals("1.0")) {
            throw wrong(Attribute.SPECVERSION, "is '" + version + "'; allowed: 1.0");
        }
        EventIdentity identity = new EventIdentity(required(Attribute.SOURCE), required(Attribute.ID));
        required(Attribute.TYPE);
        String subject = required(Attribute.SUBJECT);
        Instant happened = time;
        if (happened == null) {
            String text = texts[Attribute.TIME.place()];
            boolean given = text != null || (noText & (1 << Attribute.TIME.place())) != 0;
            throw given ? wrong(Attribute.TIME, InstantText.flaw(text == null ? "" : text)) : missing(Attribute.TIME);
        }
        checkContentType(optional(Attribute.DATACONTENTTYPE));
        if (refusesFuture && happened.isAfter(now.plus(TOLERATED_AHEAD))) {
            throw new InvalidEvent(RejectionCode.TIME_IN_FUTURE, "time is more than 5 minutes ahead of the clock");
        }
        return new EventHeader(identity, subject, happened);
    }

    private static void checkContentType(@Nullable String contentType) {
        if (contentType == null || contentType.equals("application/json")) {
            return;
        }
        String essence = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!essence.equals("application/json")) {
            throw wrong(Attribute.DATACONTENTTYPE, "is '" + contentType + "'; allowed: application/json");
        }
    }

    private String required(Attribute attribute) {
        String text = optional(attribute);
        if (text == null) {
            throw missing(attribute);
        }
        return text;
    }

    private @Nullable String optional(Attribute attribute) {
        String text = texts[attribute.place()];
        if ((noText & (1 << attribute.place())) != 0) {
            throw wrong(attribute, "must be a string of 1 to " + attribute.longest + " characters");
        }
        if (text != null && (text.isEmpty() || text.length() > attribute.longest)) {
            int length = text.codePointCount(0, text.length());
            if (length < 1 || length > attribute.longest) {
                throw wrong(attribute, "has " + length + " characters; allowed: 1 to " + attribute.longest);
            }
        }
        return text;
    }

    private static InvalidEvent missing(Attribute attribute) {
        return new InvalidEvent(RejectionCode.MISSING_ATTRIBUTE, attribute.key + " is missing");
    }

    private static InvalidEvent wrong(Attribute attribute, String what) {
        return new InvalidEvent(RejectionCode.INVALID_ATTRIBUTE, attribute.key + " " + what);
    }
}
