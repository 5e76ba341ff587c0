package io.perfectorder.dashboard.orders;

import java.util.List;
import java.util.Optional;

/**
 * What a list shows, in the viewer's language.
 *
 * @param summary which orders these are
 * @param pages where the page stands among all, empty when there is nothing to page
 * @param previous the address of the page before
 * @param empty why there is no row, when there is none
 */
record OrdersModel(
        String summary,
        String total,
        List<Row> rows,
        Optional<String> empty,
        String pages,
        Optional<String> previous,
        Optional<String> next) {
    /** One order. */
    record Row(
            String id,
            String href,
            String deadline,
            String customer,
            String tier,
            String region,
            String distributionCentre,
            String carrier,
            List<Mark> marks) {}
}
