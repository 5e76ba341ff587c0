package io.perfectorder.ingest;

import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Quantity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, read by the rules of the contract: anything wrong is an {@link InvalidEvent} that names it. */
final class TreeFields {
    private static final Pattern RFC_3339 =
            Pattern.compile("(?<local>\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2})(\\.(?<fraction>\\d+))?"
                    + "(?<offset>[Zz]|[+-]\\d{2}:\\d{2})");
    private static final int MAX_LINES = 1000;
    private static final BigDecimal MAX_QUANTITY = BigDecimal.valueOf(1_000_000_000_000L);

    private final JsonNode object;
    private final RejectionCode code;
    private final String path;

    TreeFields(JsonNode object, RejectionCode code, String path) {
        this.object = object;
        this.code = code;
        this.path = path;
    }

    String text(String name, int maxLength) {
        String text = optionalText(name, maxLength);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    /** At least one character. */
    @Nullable
    String optionalText(String name, int maxLength) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw wrong(name, "must be a string of 1 to " + maxLength + " characters");
        }
        String text = node.stringValue();
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > maxLength) {
            throw wrong(name, "has " + length + " characters; allowed: 1 to " + maxLength);
        }
        return text;
    }

    /** Free text: at most 2,000 characters, and not read any further. */
    void freeText(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return;
        }
        if (!node.isString()) {
            throw wrong(name, "must be a string of at most 2000 characters");
        }
        String text = node.stringValue();
        if (text.codePointCount(0, text.length()) > 2000) {
            throw wrong(name, "is longer than 2000 characters");
        }
    }

    String oneOf(String name, List<String> allowed) {
        String text = text(name, 100);
        if (!allowed.contains(text)) {
            throw wrong(name, "is '" + text + "'; allowed: " + String.join(", ", allowed));
        }
        return text;
    }

    Instant instant(String name) {
        Instant instant = optionalInstant(name);
        if (instant == null) {
            throw missing(name);
        }
        return instant;
    }

    @Nullable
    Instant optionalInstant(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        String form = "an RFC 3339 instant with an offset, such as 2026-11-23T10:00:00Z";
        if (!node.isString() || !RFC_3339.matcher(node.stringValue()).matches()) {
            throw wrong(name, "must be " + form);
        }
        Matcher parts = RFC_3339.matcher(node.stringValue());
        parts.matches();
        String fraction = parts.group("fraction") == null ? "" : parts.group("fraction");
        if (fraction.length() > 9 && !fraction.substring(9).matches("0*")) {
            throw wrong(name, "is finer than a nanosecond");
        }
        try {
            LocalDateTime local = LocalDateTime.parse(parts.group("local").toUpperCase(Locale.ROOT));
            Instant instant = local.toInstant(ZoneOffset.UTC)
                    .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)))
                    .minus(offset(parts.group("offset")));
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= 9999) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            throw wrong(name, "is no such time; allowed: " + form);
        }
        throw wrong(name, "is not in the years 0000 to 9999");
    }

    /** RFC 3339 allows offsets up to 23:59; {@link ZoneOffset} only up to 18:00. */
    private static Duration offset(String text) {
        if (text.equalsIgnoreCase("z")) {
            return Duration.ZERO;
        }
        LocalTime size = LocalTime.parse(text.substring(1));
        Duration offset = Duration.between(LocalTime.MIDNIGHT, size);
        return text.startsWith("-") ? offset.negated() : offset;
    }

    List<OrderLine> orderLines() {
        List<OrderLine> lines = new ArrayList<>();
        for (TreeFields line : lines()) {
            JsonNode price = line.node("unitPrice");
            if (price != null && !price.isNumber()) {
                throw line.wrong("unitPrice", "must be a number");
            }
            lines.add(new OrderLine(line.lineNumber(), line.text("sku", 100), line.quantity()));
        }
        return lines;
    }

    List<LineQuantity> lineQuantities() {
        List<LineQuantity> lines = new ArrayList<>();
        for (TreeFields line : lines()) {
            lines.add(new LineQuantity(line.lineNumber(), line.quantity()));
        }
        return lines;
    }

    boolean has(String name) {
        return node(name) != null;
    }

    int lineNumber() {
        JsonNode node = node("line");
        if (node == null) {
            throw missing("line");
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1) {
            throw wrong("line", "must be a whole number from 1 to " + Integer.MAX_VALUE);
        }
        return node.intValue();
    }

    Quantity quantity() {
        JsonNode node = node("quantity");
        if (node == null) {
            throw missing("quantity");
        }
        String rule = "must be a number above 0 and at most " + MAX_QUANTITY.toPlainString()
                + " with at most 3 fraction digits";
        if (!node.isNumber()) {
            throw wrong("quantity", rule);
        }
        BigDecimal value = node.decimalValue();
        // The magnitude first: bringing 1e999999999 to a common scale would take all memory.
        boolean reasonable = (long) value.precision() - value.scale() <= 13 && value.scale() <= 1000;
        if (!reasonable || value.signum() <= 0 || value.compareTo(MAX_QUANTITY) > 0) {
            throw wrong("quantity", rule);
        }
        BigDecimal thousandths = value.movePointRight(3).stripTrailingZeros();
        if (thousandths.scale() > 0) {
            throw wrong("quantity", rule);
        }
        return new Quantity(thousandths.longValueExact());
    }

    InvalidEvent wrong(String name, String what) {
        return new InvalidEvent(code, path + name + " " + what);
    }

    private List<TreeFields> lines() {
        JsonNode node = node("lines");
        if (node == null) {
            throw missing("lines");
        }
        if (!node.isArray() || node.isEmpty() || node.size() > MAX_LINES) {
            throw wrong("lines", "must be a list of 1 to " + MAX_LINES + " lines");
        }
        List<TreeFields> lines = new ArrayList<>(node.size());
        Set<Integer> numbers = new HashSet<>();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isObject()) {
                throw wrong("lines[" + i + "]", "must be an object");
            }
            TreeFields line = new TreeFields(node.get(i), code, path + "lines[" + i + "].");
            if (!numbers.add(line.lineNumber())) {
                throw line.wrong(
                        "line", "is " + line.lineNumber() + " a second time; line numbers are unique in an event");
            }
            lines.add(line);
        }
        return lines;
    }

    private InvalidEvent missing(String name) {
        return new InvalidEvent(
                code == RejectionCode.INVALID_ATTRIBUTE ? RejectionCode.MISSING_ATTRIBUTE : code,
                path + name + " is missing");
    }

    private @Nullable JsonNode node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }
}
