package io.perfectorder.core.verdict;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons as the English sentences of the reading API. */
final class EnglishReasons {
    private EnglishReasons() {}

    static String sentence(List<Reason> reasons) {
        return reasons.stream().map(EnglishReasons::part).collect(Collectors.joining("; "));
    }

    private static String part(Reason reason) {
        return switch (reason) {
            case Reason.CustomerCancelled r -> "the customer cancelled at " + r.at() + ", before any delivery";
            case Reason.DeliveriesCame r ->
                r.count() == 1
                        ? "the delivery came at " + r.last()
                        : r.count() + " deliveries came, the last at " + r.last();
            case Reason.NothingDelivered r ->
                "no delivery has come"
                        + r.supplierCancelled()
                                .map(at -> "; the supplier cancelled at " + at)
                                .orElse("");
            case Reason.DeadlineIs r -> "the deadline is " + r.deadline();
            case Reason.CameEarly r ->
                "the first delivery came " + human(r.by()) + " before the promised " + r.promisedFrom();
            case Reason.CameLate r -> "the last delivery came " + human(r.by()) + " after the deadline";
            case Reason.CameInTime r ->
                r.before().isZero()
                        ? "the last delivery came exactly at the deadline"
                        : "the last delivery came " + human(r.before()) + " before the deadline";
            case Reason.LinesComplete r ->
                r.lines() == 1
                        ? "the one line was delivered in full"
                        : "all " + r.lines() + " lines were delivered in full";
            case Reason.LineShort r ->
                "line " + r.line().line().line() + ": "
                        + r.line().kept().stripTrailingZeros().toPlainString() + " of "
                        + r.line().line().quantity() + " delivered";
            case Reason.MoreLinesShort r -> "and " + count(r.lines(), "more line") + " short";
            case Reason.NoDamage _ -> "no damage was reported";
            case Reason.DamageReported r -> count(r.reports(), "report") + " of damaged goods";
            case Reason.ReturnedSpoilt r -> count(r.returns(), "return") + " as damaged or defective";
            case Reason.NoDispute _ -> "no document was disputed";
            case Reason.DocumentsDisputed r -> "disputed: " + String.join(", ", r.documents());
            case Reason.NoComplaint _ -> "no complaint was opened";
            case Reason.ComplaintsOpened r ->
                count(r.complaints(), "complaint") + (r.complaints() == 1 ? " was opened" : " were opened");
            case Reason.AllMet r -> words(r.criteria());
        };
    }

    private static String words(List<Criterion> criteria) {
        List<String> words = criteria.stream().map(EnglishReasons::word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    private static String word(Criterion criterion) {
        return switch (criterion) {
            case DELIVERED -> "delivered";
            case ON_TIME -> "on time";
            case IN_FULL -> "in full";
            case DAMAGE_FREE -> "damage free";
            case DOCUMENTS_RIGHT -> "documents right";
            case PERFECT -> "perfect";
            case ERROR_FREE -> "error free";
            case COMPLAINED -> "complained";
        };
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
