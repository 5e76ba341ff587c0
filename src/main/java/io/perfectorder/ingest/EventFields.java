package io.perfectorder.ingest;

import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The {@code data} of one event, read by the rules of its type. The first flaw is kept and reading goes on, since what follows may
 * break the JSON itself, which is worse. Unknown fields are passed over.
 */
final class EventFields {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Party> PARTIES = Map.of("customer", Party.CUSTOMER, "supplier", Party.SUPPLIER);
    private static final Map<String, ReturnReason> RETURN_REASONS = Map.of(
            "damaged", ReturnReason.DAMAGED,
            "defective", ReturnReason.DEFECTIVE,
            "wrong-item", ReturnReason.WRONG_ITEM,
            "unwanted", ReturnReason.UNWANTED);
    private static final Map<String, String> DOCUMENTS =
            texts("invoice", "packing-list", "delivery-note", "bill-of-lading", "certificate", "other");
    private static final Map<String, String> COMPLAINT_CATEGORIES =
            texts("late", "missing", "damaged", "wrong-item", "documents", "service", "other");
    private static final int FREE_TEXT = 2000;

    private final EventJson json;
    private final EventType type;
    private final @Nullable Object[] values = new Object[DataField.COUNT];
    private int seen;
    private @Nullable FieldNames unknown;
    private @Nullable String flaw;
    private int line = -1;

    EventFields(EventJson json, EventType type) {
        this.json = json;
        this.type = type;
    }

    /** Whether the current value is of the kind, as far as one can tell a text from another. */
    static boolean takes(FieldRule.Kind kind, EventJson json) {
        if (!json.is(JsonToken.VALUE_STRING)) {
            boolean number = json.is(JsonToken.VALUE_NUMBER_INT) || json.is(JsonToken.VALUE_NUMBER_FLOAT);
            return json.is(JsonToken.VALUE_NULL)
                    || (number && (kind == FieldRule.Kind.LINE_NUMBER || kind == FieldRule.Kind.QUANTITY));
        }
        String text = json.text();
        return switch (kind) {
            case ID, LABEL -> text.codePointCount(0, text.length()) <= 100;
            case IDENTITY -> text.codePointCount(0, text.length()) <= 200;
            case INSTANT -> json.instant() != null;
            case CURRENCY -> CURRENCIES.contains(text);
            case PARTY -> PARTIES.containsKey(text);
            case RETURN_REASON -> RETURN_REASONS.containsKey(text);
            case DOCUMENT -> DOCUMENTS.containsKey(text);
            case COMPLAINT_CATEGORY -> COMPLAINT_CATEGORIES.containsKey(text);
            case NAME, FREE_TEXT, ORDER_LINES, LINE_QUANTITIES, LINE_NUMBER, QUANTITY -> false;
        };
    }

    /** Reads the object that the current token begins. */
    void read() {
        while (json.nextField()) {
            DataField field = DataField.ofKey(json.name());
            FieldRule rule = field == null ? null : type.ruleOf(field);
            if (field == null || rule == null) {
                unknown = unknown == null ? new FieldNames() : unknown;
                if (!unknown.add(json.name())) {
                    json.noteTwice();
                }
                json.skip();
            } else if ((seen & (1 << field.place())) != 0) {
                json.noteTwice();
                json.skip();
            } else {
                seen |= 1 << field.place();
                if (!json.is(JsonToken.VALUE_NULL)) {
                    values[field.place()] = read(rule.kind(), field.key());
                }
            }
        }
        checkTogether();
    }

    /** What breaks a rule first; {@code null} when nothing does. */
    @Nullable
    String flaw() {
        return flaw;
    }

    String text(DataField field) {
        return get(field, String.class);
    }

    @Nullable
    String textOrNull(DataField field) {
        return (String) values[field.place()];
    }

    Instant instant(DataField field) {
        return get(field, Instant.class);
    }

    @Nullable
    Instant instantOrNull(DataField field) {
        return (Instant) values[field.place()];
    }

    @Nullable
    Integer lineNumberOrNull() {
        return (Integer) values[DataField.LINE.place()];
    }

    @Nullable
    Quantity quantityOrNull() {
        return (Quantity) values[DataField.QUANTITY.place()];
    }

    List<LineQuantity> lineQuantities() {
        return get(DataField.LINES, EventLines.class).quantities();
    }

    List<OrderLine> orderLines() {
        return get(DataField.LINES, EventLines.class).ordered();
    }

    @Nullable
    List<OrderLine> orderLinesOrNull() {
        return values[DataField.LINES.place()] == null ? null : orderLines();
    }

    <T> T get(DataField field, Class<T> type) {
        return type.cast(Objects.requireNonNull(values[field.place()]));
    }

    private @Nullable Object read(FieldRule.Kind kind, String name) {
        return switch (kind) {
            case ID -> text(name, 100, false);
            case LABEL -> text(name, 100, true);
            case IDENTITY -> text(name, 200, false);
            case NAME -> text(name, FREE_TEXT, false);
            case FREE_TEXT -> freeText(name);
            case INSTANT -> instant(name);
            case ORDER_LINES -> lines(true);
            case LINE_QUANTITIES -> lines(false);
            case LINE_NUMBER -> lineNumber(name);
            case QUANTITY -> quantity(name);
            case CURRENCY -> currency(name);
            case PARTY -> oneOf(name, PARTIES);
            case RETURN_REASON -> oneOf(name, RETURN_REASONS);
            case DOCUMENT -> oneOf(name, DOCUMENTS);
            case COMPLAINT_CATEGORY -> oneOf(name, COMPLAINT_CATEGORIES);
        };
    }

    /** A string of 1 to {@code most} characters, shared with other events when it is one that {@code repeats}. */
    @Nullable
    String text(String name, int most, boolean repeats) {
        if (!json.is(JsonToken.VALUE_STRING)) {
            return wrong(name, "must be a string of 1 to " + most + " characters");
        }
        String text = repeats ? json.label() : json.text();
        int length = text.length() <= most ? text.length() : text.codePointCount(0, text.length());
        return length >= 1 && length <= most
                ? text
                : wrong(name, "has " + length + " characters; allowed: 1 to " + most);
    }

    int lineNumber(String name) {
        int line = json.lineNumber();
        if (line == 0) {
            wrong(name, "must be a whole number from 1 to " + Integer.MAX_VALUE);
        }
        return line;
    }

    @Nullable
    Quantity quantity(String name) {
        boolean number = json.is(JsonToken.VALUE_NUMBER_INT) || json.is(JsonToken.VALUE_NUMBER_FLOAT);
        Quantity quantity = number ? json.quantity() : null;
        return quantity == null ? wrong(name, QuantityText.RULE) : quantity;
    }

    /** Notes that a value breaks its rule, and passes over the rest of it. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // It returns null only, which is of every type.
    <T> @Nullable T wrong(String name, String what) {
        json.skip();
        if (flaw == null) {
            flaw = "data." + (line < 0 ? "" : "lines[" + line + "].") + name + " " + what;
        }
        return null;
    }

    /** Names the line that is being read, in flaws; -1 for none. */
    void inLine(int index) {
        line = index;
    }

    private @Nullable Object freeText(String name) {
        if (!json.is(JsonToken.VALUE_STRING)) {
            return wrong(name, "must be a string of at most " + FREE_TEXT + " characters");
        }
        String text = json.text();
        return text.length() > FREE_TEXT && text.codePointCount(0, text.length()) > FREE_TEXT
                ? wrong(name, "is longer than " + FREE_TEXT + " characters")
                : null;
    }

    private @Nullable Instant instant(String name) {
        if (!json.is(JsonToken.VALUE_STRING)) {
            return wrong(name, InstantText.flaw(""));
        }
        Instant instant = json.instant();
        return instant == null ? wrong(name, InstantText.flaw(json.text())) : instant;
    }

    private @Nullable EventLines lines(boolean ordered) {
        EventLines lines = new EventLines(json, this, ordered);
        lines.read();
        return lines;
    }

    private @Nullable String currency(String name) {
        String code = text(name, 100, true);
        return code == null || CURRENCIES.contains(code)
                ? code
                : wrong(name, "is '" + code + "'; allowed: an ISO 4217 code such as EUR");
    }

    private <T> @Nullable T oneOf(String name, Map<String, T> allowed) {
        String text = text(name, 100, true);
        T value = text == null ? null : allowed.get(text);
        return value == null && text != null
                ? wrong(
                        name,
                        "is '" + text + "'; allowed: "
                                + String.join(
                                        ", ", allowed.keySet().stream().sorted().toList()))
                : value;
    }

    private void checkTogether() {
        for (FieldRule rule : type.rules()) {
            if (rule.required() && values[rule.field().place()] == null && flaw == null) {
                flaw = "data." + rule.field().key() + " is missing";
            }
        }
        Instant from = instantOrNull(DataField.PROMISED_FROM);
        Instant by = instantOrNull(DataField.PROMISED_BY);
        if (flaw == null && from != null && by != null && !from.isBefore(by)) {
            flaw = "data.promisedFrom must be before promisedBy";
        }
    }

    private static Map<String, String> texts(String... texts) {
        return Set.of(texts).stream().collect(Collectors.toUnmodifiableMap(text -> text, text -> text));
    }
}
