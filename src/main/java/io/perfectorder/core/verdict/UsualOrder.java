package io.perfectorder.core.verdict;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Judges the usual order in one pass over its bytes, without building its events. Usual is: nothing retracted, few deliveries, no
 * quantity near the end of a {@code long}. Of any other order it says so, and the events are judged one by one; where it answers, the
 * answer is the same. One judges many orders, one after the other; for one thread.
 */
final class UsualOrder {
    /** Deliveries beyond it make an order unusual: each is compared with those before it. */
    private static final int MOST_DELIVERIES = 16;

    private static final int NONE = -1;

    private static final int PLACED = EventKind.PLACED.bit();

    /** The events that an order may take a name from. */
    private static final int NAMING = PLACED | EventKind.DISPATCHED.bit() | EventKind.DELIVERED.bit();

    /** The events that an order takes its deadline from. */
    private static final int DATED = PLACED | EventKind.AMENDED.bit();

    /** What no order has: nothing of a verdict is taken from it. */
    private static final Verdict.Judged NOBODY =
            new Verdict.Judged(Instant.MIN, new Dimensions("", "", "", "", "", ""), 0);

    private final FactsReader in = new FactsReader(new byte[] {FactsFormat.VERSION});

    /** Where the events start that count; {@link #NONE} when there is none. */
    private int placed = NONE;

    private int newBy = NONE;
    private int newFrom = NONE;
    private int newLines = NONE;
    private int cancelled = NONE;
    private int carrier = NONE;
    private int centre = NONE;

    /** Of the deliveries that count: where the event starts, and where its delivery id does. */
    private final int[] deliveries = new int[MOST_DELIVERIES];

    private final int[] deliveryIds = new int[MOST_DELIVERIES];
    private int deliveryCount;
    private int[] returns = new int[4];
    private int returnCount;

    private final MissingQuantities missing = new MissingQuantities();

    private boolean damaged;
    private boolean disputed;
    private boolean complained;

    /**
     * The verdict, made of parts of the one before where they stayed the same; null when the order is unusual.
     *
     * @param facts of which the first {@code length} bytes count
     * @param since the kinds of the events that the verdict before did not know, or {@link EventKind#ALL}
     */
    @Nullable
    Verdict judge(byte[] facts, int length, GraceByTier grace, Verdict before, int since) {
        in.start(facts, length);
        forget();
        if (!take()) {
            return null;
        }
        try {
            return placed == NONE
                    ? OrderFacts.WAITING
                    : before instanceof Verdict.Judged judged
                            ? verdict(grace, judged, since)
                            : verdict(grace, NOBODY, EventKind.ALL);
        } catch (ArithmeticException _) {
            return null; // a sum too great for a long, or too many lines
        }
    }

    private void forget() {
        placed = NONE;
        newBy = NONE;
        newFrom = NONE;
        newLines = NONE;
        cancelled = NONE;
        carrier = NONE;
        centre = NONE;
        deliveryCount = 0;
        returnCount = 0;
        damaged = false;
        disputed = false;
        complained = false;
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
        deliveries[place] = in.start();
        deliveryIds[place] = id;
        deliveryCount = Math.max(deliveryCount, place + 1);
        return true;
    }

    private void returned() {
        switch (FactsDecoder.reason(in)) {
            case DAMAGED, DEFECTIVE -> damaged = true;
            case WRONG_ITEM -> {
                if (returnCount == returns.length) {
                    returns = Arrays.copyOf(returns, 2 * returnCount);
                }
                returns[returnCount++] = in.start();
            }
            case UNWANTED -> {}
        }
    }

    private Verdict verdict(GraceByTier grace, Verdict.Judged before, int since) {
        in.goTo(placed);
        in.skipToBody();
        boolean hasFrom = in.has(FactsFormat.PROMISED_FROM);
        Dimensions dimensions = before.dimensions();
        int dimensionsAt = in.at();
        boolean namesStay = namesStay(since);
        skipDimensions();
        boolean deadlineStays = (since & DATED) == 0;
        Instant promisedBy = deadlineStays ? skippedTime(before.deadline()) : in.instant(before.deadline());
        Instant from = hasFrom ? in.instant() : null;
        int lines = in.at();
        if (!namesStay) {
            in.goTo(placed);
            in.at(dimensionsAt);
            dimensions = dimensions(before.dimensions());
        }
        Instant deadline = deadlineStays
                ? promisedBy
                : Agreement.later(
                        newBy == NONE ? promisedBy : amendedBy(before.deadline()), grace.graceOf(dimensions.tier()));
        return judged(
                deadline,
                newFrom == NONE ? from : amendedFrom(),
                dimensions,
                newLines == NONE ? lines : amendedLines(),
                before);
    }

    /** Whether the names are those of the verdict before; at the order that was placed. */
    private boolean namesStay(int since) {
        boolean namesAll = in.has(FactsFormat.CENTRE) && in.has(FactsFormat.CARRIER);
        return (since & (namesAll ? PLACED : NAMING)) == 0;
    }

    private Instant skippedTime(Instant same) {
        in.skipTime();
        return same;
    }

    private void skipDimensions() {
        for (int flags = in.flags() & FactsFormat.NAMES; flags != 0; flags &= flags - 1) {
            in.skipText();
        }
        in.skipText();
    }

    private Dimensions dimensions(Dimensions last) {
        String tier = in.has(FactsFormat.TIER) ? in.label() : Dimensions.UNASSIGNED;
        String region = in.has(FactsFormat.REGION) ? in.label() : Dimensions.UNKNOWN;
        String ownCentre = in.has(FactsFormat.CENTRE) ? in.label() : null;
        String ownCarrier = in.has(FactsFormat.CARRIER) ? in.label() : null;
        String channel = in.has(FactsFormat.CHANNEL) ? in.label() : Dimensions.UNKNOWN;
        String customer = in.text(last.customer());
        String centreName = ownCentre == null ? namedCentre() : ownCentre;
        String carrierName = ownCarrier == null ? namedCarrier() : ownCarrier;
        return carrierName.equals(last.carrier())
                        && centreName.equals(last.distributionCentre())
                        && customer.equals(last.customer())
                        && region.equals(last.region())
                        && channel.equals(last.channel())
                        && tier.equals(last.tier())
                ? last
                : new Dimensions(tier, region, centreName, carrierName, customer, channel);
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

    private Instant amendedBy(Instant guess) {
        in.goTo(newBy);
        in.skipToBody();
        return in.instant(guess);
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

    private Verdict judged(
            Instant deadline, @Nullable Instant promisedFrom, Dimensions dimensions, int lines, Verdict.Judged before) {
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
        return met == before.met() && dimensions.equals(before.dimensions()) && deadline.equals(before.deadline())
                ? before
                : new Verdict.Judged(deadline, dimensions, met);
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
        missing.order(in);
        for (int i = 0; i < deliveryCount; i++) {
            in.goTo(deliveries[i]);
            in.skipToBody();
            in.skipCoded();
            if (in.has(FactsFormat.HAS_CARRIER)) {
                in.skipText();
            }
            missing.settle(in, false);
        }
        for (int i = 0; i < returnCount; i++) {
            in.goTo(returns[i]);
            in.skipToBody();
            if (in.has(FactsFormat.HAS_DELIVERY)) {
                in.skipCoded();
            }
            missing.settle(in, true);
        }
        return missing.nothing();
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
}
