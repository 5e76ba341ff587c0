package io.perfectorder.api;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.pipeline.OrderRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders as lines of CSV (RFC 4180), every field quoted. A field that a spreadsheet would run as a formula gets a leading apostrophe.
 * Source: OWASP, CSV injection.
 */
final class CsvRow {
    /** The full-width forms are read as formulas too, by spreadsheets set to Chinese or Japanese. */
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private static final List<String> PLACE =
            List.of("id", "deadline", "customer", "tier", "region", "distributionCentre", "carrier", "channel");

    private CsvRow() {}

    /** The names of the columns: those of {@code GET /api/orders}. */
    static String head() {
        return line(
                Stream.concat(PLACE.stream(), Arrays.stream(Criterion.values()).map(Criterion::key)));
    }

    static String of(OrderRow row) {
        var dimensions = row.verdict().dimensions();
        Stream<String> place = Stream.of(
                row.orderId(),
                row.verdict().deadline().toString(),
                dimensions.customer(),
                dimensions.tier(),
                dimensions.region(),
                dimensions.distributionCentre(),
                dimensions.carrier(),
                dimensions.channel());
        Stream<String> verdicts = Arrays.stream(Criterion.values())
                .map(criterion -> String.valueOf(row.verdict().meets(criterion)));
        return line(Stream.concat(place, verdicts));
    }

    private static String line(Stream<String> fields) {
        return fields.map(CsvRow::field).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return (formula ? "\"'" : "\"") + text.replace("\"", "\"\"") + '"';
    }
}
