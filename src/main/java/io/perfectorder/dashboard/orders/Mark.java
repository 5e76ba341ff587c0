package io.perfectorder.dashboard.orders;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of an order, as colour, icon and word.
 *
 * @param tone good, near, bad or none
 * @param word a key of the bundle
 */
public record Mark(String tone, String icon, String word) {
    private static final Mark PERFECT = new Mark("good", "check", "mark.perfect");
    private static final Mark COMPLAINT = new Mark("near", "bell", "mark.complaint");

    /** Perfect, or every cause of failure; and whether the customer complained. */
    public static List<Mark> of(Verdict.Judged verdict) {
        List<Mark> marks = new ArrayList<>();
        FailureCause.of(verdict.met()).stream()
                .map(cause -> new Mark("bad", "close", "cause." + cause.key()))
                .forEach(marks::add);
        if (marks.isEmpty()) {
            marks.add(PERFECT);
        }
        if (verdict.meets(Criterion.COMPLAINED)) {
            marks.add(COMPLAINT);
        }
        return marks;
    }
}
