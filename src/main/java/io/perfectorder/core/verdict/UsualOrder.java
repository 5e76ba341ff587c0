package io.perfectorder.core.verdict;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges the usual order in one pass over its bytes, without building its events. Usual is: nothing retracted, few deliveries, no
 * quantity near the end of a {@code long}. Of any other order it says so, and the events are judged one by one; where it answers, the
 * answer is the same.
 */
final class UsualOrder {
    /** Deliveries beyond it make an order unusual: each is compared with those before it. */
    private static final int MOST_DELIVERIES = 16;

    /** Lines beyond it make an order unusual: each delivered line is looked for among the ordered ones. */
    private static final int MOST_LINES = 64;

    private static final int NONE = -1;

    private final FactsReader in;

    /** Where the events start that count; {@link #NONE} when there is none. */
    private int placed = NONE;

    private int newBy = NONE;
    private int newFrom = NONE;
    private int newLines = NONE;
    private int cancelled = NONE;
    private int carrier = NONE;
    private int centre = NONE;

    /** Of the deliveries that count: where the event starts, and where its delivery id does. */
    private int[] deliveries = {};

    private int[] deliveryIds = {};
    private int deliveryCount;
    private int[] returns = {};

    private boolean damaged;
    private boolean disputed;
    private boolean complained;

    private UsualOrder(FactsReader in) {
        this.in = in;
    }

    /** The verdict; null when the order is unusual. */
    static @Nullable Verdict judge(byte[] facts, GraceByTier grace) {
        UsualOrder order = new UsualOrder(new FactsReader(facts));
        if (!order.take()) {
            return null;
        }
        try {
            return order.placed == NONE ? new Verdict.Waiting() : order.verdict(grace);
        } catch (ArithmeticException _) {
            return null; // a sum too great for a long, or too many lines
        }
    }

    /** Notes which events count, smallest first as they are stored; false when the order is unusual. */
    private boolean take() {
        while (in.next()) {
            switch (in.kind()) {
                case PLACED -> placed = placed == NONE ? in.start() : placed;
                case AMENDED -> amended();
                case CANCELLED -> cancelled = cancelled == NONE ? in.start() : cancelled;
                case DISPATCHED -> {
                    carrier = carrier == NONE && in.has(FactsFormat.HAS_CARRIER) ? in.start() : carrier;
                    centre = centre == NONE && in.has(FactsFormat.HAS_CENTRE) ? in.start() : centre;
                }
                case DELIVERED -> {
                    carrier = carrier == NONE && in.has(FactsFormat.HAS_CARRIER) ? in.start() : carrier;
                    if (!delivered()) {
                        return false;
                    }
                }
                case RETURNED -> returned();
                case DAMAGED -> damaged = true;
                case DISPUTED -> disputed = true;
                case COMPLAINT_OPENED -> complained = true;
                case ESTIMATED, COMPLAINT_RESOLVED, REGISTERED -> {}
                case RETRACTED -> {
                    return false;
                }
            }
        }
        return true;
    }

    private void amended() {
        if (in.has(FactsFormat.BY_CUSTOMER)) {
            newBy = in.has(FactsFormat.NEW_BY) ? in.start() : newBy;
            newFrom = in.has(FactsFormat.NEW_FROM) ? in.start() : newFrom;
            newLines = in.has(FactsFormat.NEW_LINES) ? in.start() : newLines;
        }
    }

    /** Takes the place of an earlier delivery of the same id; false when there are too many. */
    private boolean delivered() {
        in.skipToBody();
        int id = in.at();
        int place = 0;
        while (place < deliveryCount && !in.sameCoded(deliveryIds[place], id)) {
            place++;
        }
        if (place == MOST_DELIVERIES) {
            return false;
        }
        if (place == deliveries.length) {
            deliveries = Arrays.copyOf(deliveries, 2 * place + 1);
            deliveryIds = Arrays.copyOf(deliveryIds, 2 * place + 1);
        }
        deliveries[place] = in.start();
        deliveryIds[place] = id;
        deliveryCount = Math.max(deliveryCount, place + 1);
        return true;
    }

    private void returned() {
        switch (FactsDecoder.reason(in)) {
            case DAMAGED, DEFECTIVE -> damaged = true;
            case WRONG_ITEM -> {
                returns = Arrays.copyOf(returns, returns.length + 1);
                returns[returns.length - 1] = in.start();
            }
            case UNWANTED -> {}
        }
    }

    private Verdict verdict(GraceByTier grace) {
        in.goTo(placed);
        in.skipToBody();
        String tier = in.has(FactsFormat.TIER) ? in.label() : Dimensions.UNASSIGNED;
        String region = in.has(FactsFormat.REGION) ? in.label() : Dimensions.UNKNOWN;
        String ownCentre = in.has(FactsFormat.CENTRE) ? in.label() : null;
        String ownCarrier = in.has(FactsFormat.CARRIER) ? in.label() : null;
        String channel = in.has(FactsFormat.CHANNEL) ? in.label() : Dimensions.UNKNOWN;
        String customer = in.text();
        Instant promisedBy = in.instant();
        Instant promisedFrom = in.has(FactsFormat.PROMISED_FROM) ? in.instant() : null;
        int ownLines = in.at();
        Dimensions dimensions = new Dimensions(
                tier,
                region,
                ownCentre == null ? namedCentre() : ownCentre,
                ownCarrier == null ? namedCarrier() : ownCarrier,
                customer,
                channel);
        Instant deadline = Agreement.later(newBy == NONE ? promisedBy : amendedBy(), grace.graceOf(tier));
        Instant from = newFrom == NONE ? promisedFrom : amendedFrom();
        return judged(deadline, from, dimensions, newLines == NONE ? ownLines : amendedLines());
    }

    private String namedCentre() {
        if (centre == NONE) {
            return Dimensions.UNKNOWN;
        }
        in.goTo(centre);
        in.skipToBody();
        in.skipCoded();
        if (in.has(FactsFormat.HAS_CARRIER)) {
            in.skipText();
        }
        return in.label();
    }

    private String namedCarrier() {
        if (carrier == NONE) {
            return Dimensions.UNKNOWN;
        }
        in.goTo(carrier);
        in.skipToBody();
        in.skipCoded();
        return in.label();
    }

    private Instant amendedBy() {
        in.goTo(newBy);
        in.skipToBody();
        return in.instant();
    }

    private Instant amendedFrom() {
        in.goTo(newFrom);
        in.skipToBody();
        if (in.has(FactsFormat.NEW_BY)) {
            in.skipTime();
        }
        return in.instant();
    }

    private int amendedLines() {
        in.goTo(newLines);
        in.skipToBody();
        if (in.has(FactsFormat.NEW_BY)) {
            in.skipTime();
        }
        if (in.has(FactsFormat.NEW_FROM)) {
            in.skipTime();
        }
        return in.at();
    }

    private Verdict judged(Instant deadline, @Nullable Instant promisedFrom, Dimensions dimensions, int lines) {
        boolean delivered = deliveryCount > 0;
        boolean onTime = delivered;
        boolean withdrawn = cancelledByCustomer();
        long cancelSeconds = in.seconds();
        int cancelNanos = in.nanos();
        for (int i = 0; i < deliveryCount; i++) {
            in.goTo(deliveries[i]);
            in.time();
            onTime &= !in.timeIsAfter(deadline.getEpochSecond(), deadline.getNano())
                    && (promisedFrom == null
                            || !in.timeIsBefore(promisedFrom.getEpochSecond(), promisedFrom.getNano()));
            withdrawn &= !in.timeIsBefore(cancelSeconds, cancelNanos);
        }
        if (withdrawn) {
            return new Verdict.Withdrawn(deadline, dimensions);
        }
        boolean inFull = inFull(lines);
        boolean errorFree = delivered && inFull && !damaged && !disputed;
        int met = bit(delivered, Criterion.DELIVERED)
                | bit(onTime, Criterion.ON_TIME)
                | bit(inFull, Criterion.IN_FULL)
                | bit(!damaged, Criterion.DAMAGE_FREE)
                | bit(!disputed, Criterion.DOCUMENTS_RIGHT)
                | bit(errorFree && onTime, Criterion.PERFECT)
                | bit(errorFree, Criterion.ERROR_FREE)
                | bit(complained, Criterion.COMPLAINED);
        return new Verdict.Judged(deadline, dimensions, met);
    }

    private static int bit(boolean met, Criterion criterion) {
        return met ? criterion.bit() : 0;
    }

    /** Leaves the time of the cancellation at hand. */
    private boolean cancelledByCustomer() {
        if (cancelled == NONE) {
            return false;
        }
        in.goTo(cancelled);
        in.time();
        return in.has(FactsFormat.BY_CUSTOMER);
    }

    private boolean inFull(int lines) {
        if (deliveryCount == 0 && anyOrdered(lines)) {
            return false;
        }
        in.at(lines);
        int size = in.varint();
        if (size > MOST_LINES) {
            throw new ArithmeticException("lines: more than " + MOST_LINES);
        }
        int[] numbers = new int[size];
        long[] missing = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = in.varint();
            missing[i] = in.thousandths();
            in.skipCoded();
        }
        for (int i = 0; i < deliveryCount; i++) {
            in.goTo(deliveries[i]);
            in.skipToBody();
            in.skipCoded();
            if (in.has(FactsFormat.HAS_CARRIER)) {
                in.skipText();
            }
            settle(numbers, missing, false);
        }
        for (int returned : returns) {
            in.goTo(returned);
            in.skipToBody();
            if (in.has(FactsFormat.HAS_DELIVERY)) {
                in.skipCoded();
            }
            settle(numbers, missing, true);
        }
        for (long left : missing) {
            if (left > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean anyOrdered(int lines) {
        in.at(lines);
        for (int left = in.varint(); left > 0; left--) {
            in.varint();
            if (in.thousandths() > 0) {
                return true;
            }
            in.skipCoded();
        }
        return false;
    }

    /** Takes the quantities at hand off what is missing, or adds them back. Looks first where lines in one order would match. */
    private void settle(int[] numbers, long[] missing, boolean back) {
        int size = in.varint();
        for (int i = 0; i < size; i++) {
            int number = in.varint();
            long quantity = in.thousandths();
            int place = i < numbers.length && numbers[i] == number ? i : placeOf(number, numbers);
            if (place >= 0) {
                missing[place] =
                        back ? Math.addExact(missing[place], quantity) : Math.subtractExact(missing[place], quantity);
            }
        }
    }

    private static int placeOf(int number, int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return NONE;
    }
}
