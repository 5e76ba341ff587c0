package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The facts behind each criterion, in English. */
final class Evidence {
    /** Short lines named in one sentence; the rest are counted. */
    private static final int NAMED = 5;

    private Evidence() {}

    static Map<Criterion, String> of(Agreement agreement) {
        Map<Criterion, String> because = new EnumMap<>(Criterion.class);
        OrderEvent.Cancelled cancelled = agreement.counting().cancelled();
        for (Criterion criterion : Criterion.values()) {
            because.put(
                    criterion,
                    cancelled != null && agreement.withdrawn()
                            ? "the customer cancelled at " + cancelled.header().time() + ", before any delivery"
                            : sentence(agreement, criterion));
        }
        return Collections.unmodifiableMap(because);
    }

    private static String sentence(Agreement agreement, Criterion criterion) {
        Counting counting = agreement.counting();
        return switch (criterion) {
            case DELIVERED -> delivered(agreement);
            case ON_TIME -> onTime(agreement);
            case IN_FULL -> inFull(agreement);
            case DAMAGE_FREE -> {
                long spoilt =
                        counting.returns().stream().filter(Agreement::spoilt).count();
                List<String> parts = new ArrayList<>();
                if (!counting.damages().isEmpty()) {
                    parts.add(count(counting.damages().size(), "report") + " of damaged goods");
                }
                if (spoilt > 0) {
                    parts.add(count(spoilt, "return") + " as damaged or defective");
                }
                yield parts.isEmpty() ? "no damage was reported" : String.join("; ", parts);
            }
            case DOCUMENTS_RIGHT -> {
                List<String> disputed = counting.disputes().stream()
                        .map(OrderEvent.DocumentDisputed::document)
                        .distinct()
                        .toList();
                yield disputed.isEmpty() ? "no document was disputed" : "disputed: " + String.join(", ", disputed);
            }
            case PERFECT -> {
                String met = "delivered, on time, in full, damage free and documents right";
                yield combined(
                        agreement,
                        met,
                        Criterion.DELIVERED,
                        Criterion.ON_TIME,
                        Criterion.IN_FULL,
                        Criterion.DAMAGE_FREE,
                        Criterion.DOCUMENTS_RIGHT);
            }
            case ERROR_FREE -> {
                String met = "delivered, in full, damage free and documents right";
                yield combined(
                        agreement,
                        met,
                        Criterion.DELIVERED,
                        Criterion.IN_FULL,
                        Criterion.DAMAGE_FREE,
                        Criterion.DOCUMENTS_RIGHT);
            }
            case COMPLAINED -> {
                long complaints = counting.complaints().stream()
                        .map(OrderEvent.ComplaintOpened::complaintId)
                        .distinct()
                        .count();
                yield complaints == 0
                        ? "no complaint was opened"
                        : count(complaints, "complaint") + (complaints == 1 ? " was opened" : " were opened");
            }
        };
    }

    private static String combined(Agreement agreement, String met, Criterion... parts) {
        if (!agreement.meets(Criterion.DELIVERED)) {
            return delivered(agreement);
        }
        List<String> missed = new ArrayList<>();
        for (Criterion part : parts) {
            if (!agreement.meets(part)) {
                missed.add(sentence(agreement, part));
            }
        }
        return missed.isEmpty() ? met : String.join("; ", missed);
    }

    private static String delivered(Agreement agreement) {
        Instant last = agreement.last();
        if (last != null) {
            int deliveries = agreement.counting().deliveries().size();
            return deliveries == 1
                    ? "the delivery came at " + last
                    : deliveries + " deliveries came, the last at " + last;
        }
        OrderEvent.Cancelled cancelled = agreement.counting().cancelled();
        return cancelled == null
                ? "no delivery has come"
                : "no delivery has come; the supplier cancelled at "
                        + cancelled.header().time();
    }

    private static String onTime(Agreement agreement) {
        Instant first = agreement.first();
        Instant last = agreement.last();
        if (first == null || last == null) {
            return delivered(agreement) + "; the deadline is " + agreement.deadline();
        }
        List<String> missed = new ArrayList<>();
        Instant from = agreement.promisedFrom();
        if (from != null && first.isBefore(from)) {
            missed.add(
                    "the first delivery came " + human(Duration.between(first, from)) + " before the promised " + from);
        }
        Duration late = Duration.between(agreement.deadline(), last);
        if (late.isPositive()) {
            missed.add("the last delivery came " + human(late) + " after the deadline");
        }
        if (!missed.isEmpty()) {
            return String.join("; ", missed);
        }
        return late.isZero()
                ? "the last delivery came exactly at the deadline"
                : "the last delivery came " + human(late.negated()) + " before the deadline";
    }

    private static String inFull(Agreement agreement) {
        List<OrderLine> shortLines = agreement.lines().stream()
                .filter(line -> !agreement.complete(line))
                .toList();
        if (shortLines.isEmpty()) {
            int lines = agreement.lines().size();
            return lines == 1 ? "the one line was delivered in full" : "all " + lines + " lines were delivered in full";
        }
        List<String> parts = new ArrayList<>();
        for (OrderLine line : shortLines.subList(0, Math.min(NAMED, shortLines.size()))) {
            parts.add("line " + line.line() + ": " + decimal(agreement.keptOf(line)) + " of " + line.quantity()
                    + " delivered");
        }
        if (shortLines.size() > NAMED) {
            parts.add("and " + count(shortLines.size() - NAMED, "more line") + " short");
        }
        return String.join("; ", parts);
    }

    private static String decimal(BigInteger thousandths) {
        return new BigDecimal(thousandths, 3).stripTrailingZeros().toPlainString();
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The two greatest units of a duration that is not negative: {@code 2 d 3 h}, {@code 3 h 12 min}, {@code 12 s}. */
    static String human(Duration duration) {
        if (duration.toDays() > 0) {
            return pair(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return pair(duration.toHours(), "h", duration.toMinutesPart(), "min");
        }
        if (duration.toMinutes() > 0) {
            return pair(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : "less than 1 s";
    }

    private static String pair(long great, String greatUnit, int small, String smallUnit) {
        return great + " " + greatUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
