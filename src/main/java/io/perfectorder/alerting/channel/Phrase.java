package io.perfectorder.alerting.channel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of our own about why somebody was told or not: a closed set. They are kept and answered in English, and
 * {@linkplain #read read} again where they are shown in another language; what other programs say is shown as they say it.
 */
public enum Phrase {
    /** The number of the silence, who made it, until when, and why. */
    SILENCE("silence {} by {} until {}: {}"),
    /** By whom and when. */
    TAKEN("taken by {} at {}"),
    NO_ANSWER("no answer"),
    NO_ANSWER_WITHIN("no answer within {} ms"),
    /** The status of HTTP. */
    STATUS("status {}"),
    REDIRECTED("redirected ({}), which is not followed"),
    /** The name of the field. */
    NO_CODE("the answer has no number '{}'"),
    LOGIN_REFUSED("the mail server refuses the login"),
    RECIPIENT_REFUSED("the mail server refuses a recipient"),
    /** The code of SMTP. */
    MAIL_ANSWERS("the mail server answers {}"),
    MAIL_UNREACHABLE("the mail server cannot be reached"),
    MAIL_BROKE("the mail server cannot be talked to"),
    CONNECTION_BROKE("the connection broke"),
    NO_CONNECTION("no connection came about, or it broke"),
    HOST_UNKNOWN("the host name is not known"),
    NOT_SECURE("no secure connection came about"),
    /** The host and the kind of its address, {@link OutgoingAddresses#refusal}. */
    FORBIDDEN("the address of {} is {}");

    private static final String GAP = "{}";
    private static final Pattern GAPS = Pattern.compile(Pattern.quote(GAP));

    private final String text;
    private final Pattern pattern;

    Phrase(String text) {
        this.text = text;
        String values = "\\E(.*?)\\Q";
        pattern = Pattern.compile("\\Q" + text.replace(GAP, values) + "\\E", Pattern.DOTALL);
    }

    /** A phrase with its values. */
    public record Said(Phrase phrase, List<String> values) {
        public Said {
            values = List.copyOf(values);
        }
    }

    /** How many values it takes. */
    public int gaps() {
        return Math.toIntExact(GAPS.matcher(text).results().count());
    }

    /** The sentence in English. */
    public String say(Object... values) {
        if (values.length != gaps()) {
            throw new IllegalArgumentException(this + " takes " + gaps() + " values");
        }
        Iterator<Object> next = List.of(values).iterator();
        return GAPS.matcher(text).replaceAll(_ -> Matcher.quoteReplacement(String.valueOf(next.next())));
    }

    /** The phrase that says this; empty for what is none of ours. */
    public static Optional<Said> read(String text) {
        for (Phrase phrase : values()) {
            Matcher matcher = phrase.pattern.matcher(text);
            if (matcher.matches()) {
                List<String> values = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    values.add(matcher.group(group));
                }
                return Optional.of(new Said(phrase, values));
            }
        }
        return Optional.empty();
    }
}
