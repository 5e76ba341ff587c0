package io.perfectorder.dashboard.atrisk;

import java.util.List;
import java.util.Optional;

/** What the queue shows, in the viewer's language. {@code more}: what it leaves out. */
record RiskModel(String total, Optional<String> more, List<Row> rows) {
    /**
     * One order.
     *
     * @param tone bad when the deadline is past or will be missed, else near
     * @param acknowledged who has it in hand, empty when nobody has
     */
    record Row(
            String id,
            String href,
            String place,
            String customer,
            String tier,
            String tone,
            String icon,
            String status,
            String left,
            String deadline,
            String arrival,
            String reason,
            String why,
            Optional<Taken> acknowledged) {}

    record Taken(String by, String at, String note) {}
}
