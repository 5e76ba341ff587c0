package io.perfectorder.core.verdict;

/** What one or more events did to the verdict of an order: take {@code before} out, put {@code after} in. */
public record VerdictChange(String orderId, Verdict before, Verdict after) {
    public boolean changesNothing() {
        return before.equals(after);
    }
}
