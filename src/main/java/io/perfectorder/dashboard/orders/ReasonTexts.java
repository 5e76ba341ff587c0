package io.perfectorder.dashboard.orders;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.LineStanding;
import io.perfectorder.core.verdict.Reason;
import io.perfectorder.dashboard.parts.Spans;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Reasons of a verdict as sentences in the viewer's language and time zone. */
public final class ReasonTexts {
    private final Words words;
    private final ViewerFormat format;

    public ReasonTexts(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
    }

    String sentence(List<Reason> reasons) {
        String sentence = reasons.stream().map(this::part).collect(Collectors.joining(words.say("reason.and")));
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(format.locale())
                        + sentence.substring(1)
                        + words.say("reason.end");
    }

    private String part(Reason reason) {
        return switch (reason) {
            case Reason.CustomerCancelled r -> words.say("reason.customer-cancelled", format.second(r.at()));
            case Reason.DeliveriesCame r ->
                r.count() == 1
                        ? words.say("reason.delivered", format.second(r.last()))
                        : words.say("reason.deliveries", format.count(r.count()), format.second(r.last()));
            case Reason.NothingDelivered r ->
                r.supplierCancelled()
                        .map(at -> words.say("reason.supplier-cancelled", format.second(at)))
                        .orElseGet(() -> words.say("reason.nothing"));
            case Reason.DeadlineIs r -> words.say("reason.deadline", format.second(r.deadline()));
            case Reason.CameEarly r ->
                words.say("reason.early", Spans.exact(r.by(), words), format.second(r.promisedFrom()));
            case Reason.CameLate r -> words.say("reason.late", Spans.exact(r.by(), words));
            case Reason.CameInTime r ->
                r.before().isZero()
                        ? words.say("reason.just-in-time")
                        : words.say("reason.in-time", Spans.exact(r.before(), words));
            case Reason.LinesComplete r ->
                r.lines() == 1
                        ? words.say("reason.complete.one")
                        : words.say("reason.complete", format.count(r.lines()));
            case Reason.LineShort r -> shortage(r.line());
            case Reason.MoreLinesShort r -> words.say("reason.more-short", format.count(r.lines()));
            case Reason.NoDamage _ -> words.say("reason.no-damage");
            case Reason.DamageReported r ->
                words.say(r.reports() == 1 ? "reason.damage.one" : "reason.damage", format.count(r.reports()));
            case Reason.ReturnedSpoilt r ->
                words.say(r.returns() == 1 ? "reason.spoilt.one" : "reason.spoilt", format.count(r.returns()));
            case Reason.NoDispute _ -> words.say("reason.no-dispute");
            case Reason.DocumentsDisputed r ->
                words.say(
                        "reason.disputed",
                        r.documents().stream()
                                .map(document -> words.say("document." + document))
                                .collect(Collectors.joining(words.say("list.and"))));
            case Reason.NoComplaint _ -> words.say("reason.no-complaint");
            case Reason.ComplaintsOpened r ->
                words.say(
                        r.complaints() == 1 ? "reason.complaint.one" : "reason.complaints",
                        format.count(r.complaints()));
            case Reason.AllMet r ->
                words.say(
                        "reason.all-met",
                        r.criteria().stream().map(this::word).collect(Collectors.joining(words.say("list.and"))));
        };
    }

    /** {@code line 2: 8 of 10 delivered}. */
    public String shortage(LineStanding line) {
        return words.say(
                "reason.short",
                String.valueOf(line.line().line()),
                line.kept().stripTrailingZeros().toPlainString(),
                line.line().quantity().toString());
    }

    private String word(Criterion criterion) {
        return words.say("criterion." + criterion.key());
    }
}
