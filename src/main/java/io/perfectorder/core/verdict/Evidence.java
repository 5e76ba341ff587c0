package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts behind each criterion. */
final class Evidence {
    /** Short lines named in one sentence; the rest are counted. */
    private static final int NAMED = 5;

    private Evidence() {}

    static Map<Criterion, List<Reason>> of(Agreement agreement) {
        Map<Criterion, List<Reason>> reasons = new EnumMap<>(Criterion.class);
        OrderEvent.Cancelled cancelled = agreement.counting().cancelled();
        for (Criterion criterion : Criterion.values()) {
            reasons.put(
                    criterion,
                    cancelled != null && agreement.withdrawn()
                            ? List.of(new Reason.CustomerCancelled(
                                    cancelled.header().time()))
                            : List.copyOf(reasons(agreement, criterion)));
        }
        return reasons;
    }

    static List<LineStanding> lines(Agreement agreement) {
        return agreement.lines().stream()
                .map(line -> new LineStanding(line, new BigDecimal(agreement.keptOf(line), 3)))
                .toList();
    }

    private static List<Reason> reasons(Agreement agreement, Criterion criterion) {
        return switch (criterion) {
            case DELIVERED -> List.of(delivered(agreement));
            case ON_TIME -> onTime(agreement);
            case IN_FULL -> inFull(agreement);
            case DAMAGE_FREE -> damageFree(agreement.counting());
            case DOCUMENTS_RIGHT -> List.of(documents(agreement.counting()));
            case PERFECT ->
                combined(
                        agreement,
                        Criterion.DELIVERED,
                        Criterion.ON_TIME,
                        Criterion.IN_FULL,
                        Criterion.DAMAGE_FREE,
                        Criterion.DOCUMENTS_RIGHT);
            case ERROR_FREE ->
                combined(
                        agreement,
                        Criterion.DELIVERED,
                        Criterion.IN_FULL,
                        Criterion.DAMAGE_FREE,
                        Criterion.DOCUMENTS_RIGHT);
            case COMPLAINED -> List.of(complained(agreement.counting()));
        };
    }

    private static List<Reason> damageFree(Counting counting) {
        int spoilt = (int) counting.returns().stream().filter(Agreement::spoilt).count();
        List<Reason> reasons = new ArrayList<>();
        if (!counting.damages().isEmpty()) {
            reasons.add(new Reason.DamageReported(counting.damages().size()));
        }
        if (spoilt > 0) {
            reasons.add(new Reason.ReturnedSpoilt(spoilt));
        }
        return reasons.isEmpty() ? List.of(new Reason.NoDamage()) : reasons;
    }

    private static Reason documents(Counting counting) {
        List<String> disputed = counting.disputes().stream()
                .map(OrderEvent.DocumentDisputed::document)
                .distinct()
                .toList();
        return disputed.isEmpty() ? new Reason.NoDispute() : new Reason.DocumentsDisputed(disputed);
    }

    private static Reason complained(Counting counting) {
        int complaints = (int) counting.complaints().stream()
                .map(OrderEvent.ComplaintOpened::complaintId)
                .distinct()
                .count();
        return complaints == 0 ? new Reason.NoComplaint() : new Reason.ComplaintsOpened(complaints);
    }

    private static List<Reason> combined(Agreement agreement, Criterion... parts) {
        if (!agreement.meets(Criterion.DELIVERED)) {
            return List.of(delivered(agreement));
        }
        List<Reason> missed = new ArrayList<>();
        for (Criterion part : parts) {
            if (!agreement.meets(part)) {
                missed.addAll(reasons(agreement, part));
            }
        }
        return missed.isEmpty() ? List.of(new Reason.AllMet(List.of(parts))) : missed;
    }

    private static Reason delivered(Agreement agreement) {
        Instant last = agreement.last();
        if (last != null) {
            return new Reason.DeliveriesCame(agreement.counting().deliveries().size(), last);
        }
        OrderEvent.Cancelled cancelled = agreement.counting().cancelled();
        return new Reason.NothingDelivered(
                cancelled == null
                        ? Optional.empty()
                        : Optional.of(cancelled.header().time()));
    }

    private static List<Reason> onTime(Agreement agreement) {
        Instant first = agreement.first();
        Instant last = agreement.last();
        if (first == null || last == null) {
            return List.of(delivered(agreement), new Reason.DeadlineIs(agreement.deadline()));
        }
        List<Reason> missed = new ArrayList<>();
        Instant from = agreement.promisedFrom();
        if (from != null && first.isBefore(from)) {
            missed.add(new Reason.CameEarly(Duration.between(first, from), from));
        }
        Duration late = Duration.between(agreement.deadline(), last);
        if (late.isPositive()) {
            missed.add(new Reason.CameLate(late));
        }
        return missed.isEmpty() ? List.of(new Reason.CameInTime(late.negated())) : missed;
    }

    private static List<Reason> inFull(Agreement agreement) {
        List<LineStanding> lacking =
                lines(agreement).stream().filter(line -> !line.complete()).toList();
        if (lacking.isEmpty()) {
            return List.of(new Reason.LinesComplete(agreement.lines().size()));
        }
        List<Reason> reasons = new ArrayList<>();
        lacking.stream().limit(NAMED).map(Reason.LineShort::new).forEach(reasons::add);
        if (lacking.size() > NAMED) {
            reasons.add(new Reason.MoreLinesShort(lacking.size() - NAMED));
        }
        return reasons;
    }
}
