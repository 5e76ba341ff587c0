package io.perfectorder.dashboard.breakdown;

import java.util.List;
import java.util.Optional;

/**
 * What a breakdown shows, in the viewer's language. Shares and rates are 0 to 1 where a bar is drawn from them.
 *
 * @param more what was left out of the groups, when there were too many
 */
record BreakdownModel(
        List<Group> groups, Optional<String> more, List<Cause> causes, List<Joint> joints, Matrix matrix) {
    /** A number and the address of the orders behind it. */
    record Count(String text, String href) {}

    /** {@code low} and {@code high}: the interval of the rate. */
    record Group(
            String name,
            double share,
            String shareText,
            Count missed,
            Optional<Bar> rate,
            String rateText,
            String interval,
            Count met,
            Count all) {}

    record Bar(double low, double value, double high) {}

    /** One cause: orders that failed by it alone, and those that failed by others as well. */
    record Cause(
            String name, Count any, Count alone, Count joint, double aloneShare, double jointShare, String share) {}

    /** Causes that came together, and nothing else with them. */
    record Joint(String names, Count orders, String share) {}

    /** Row by column: orders with both causes; on the diagonal, those with this cause alone. */
    record Matrix(List<String> names, List<List<Cell>> cells) {}

    /** {@code weight}: 0 to 1, how dark the cell is. No count: the two can never come together. */
    record Cell(Optional<Count> count, double weight) {}
}
