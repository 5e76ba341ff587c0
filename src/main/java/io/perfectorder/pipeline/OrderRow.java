package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.Verdict;

/** One judged order in a list. */
public record OrderRow(String orderId, Verdict.Judged verdict) {}
