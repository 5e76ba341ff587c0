package io.perfectorder.storage;

import io.perfectorder.alerting.PastCell;
import io.perfectorder.alerting.PastCells;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.verdict.Dimensions;
import io.r2dbc.spi.Readable;
import reactor.core.publisher.Flux;

/** Counts the verdict history by minute, by what a scope tells apart, and by the criteria that are met. */
public final class PostgresPastCells implements PastCells {
    private final Database database;

    public PostgresPastCells(Database database) {
        this.database = database;
    }

    @Override
    public Flux<PastCell> cells(long fromMinute, long toMinute, Scope scope) {
        String tier = scope.tier() instanceof Pick.Together ? "''" : "tier";
        String sql = """
                select deadline_seconds / 60 + case when deadline_seconds %% 60 > 0 or deadline_nanos > 0 then 1 else 0 end as minute,
                  %s as tier, %s as value, met, sum(sign) as orders
                from verdict_history
                where (deadline_seconds, deadline_nanos) > ($1, 0) and (deadline_seconds, deadline_nanos) <= ($2, 0)
                group by 1, 2, 3, 4 having sum(sign) > 0""".formatted(tier, columnOf(scope.by()));
        return database.query(connection -> Database.rows(
                connection,
                row -> cellOf(row, scope.by()),
                sql,
                Math.multiplyExact(fromMinute, 60L),
                Math.multiplyExact(toMinute, 60L)));
    }

    private static PastCell cellOf(Readable row, Dimension by) {
        String value = Columns.textOf(row, "value");
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                by == Dimension.REGION ? value : "",
                by == Dimension.DISTRIBUTION_CENTRE ? value : "",
                by == Dimension.CARRIER ? value : "",
                "",
                by == Dimension.CHANNEL ? value : "");
        return new PastCell(
                dimensions,
                Columns.longOf(row, "minute"),
                Columns.intOf(row, "met"),
                Math.toIntExact(Columns.longOf(row, "orders")));
    }

    private static String columnOf(Dimension by) {
        return switch (by) {
            case REGION -> "region";
            case DISTRIBUTION_CENTRE -> "distribution_centre";
            case CARRIER -> "carrier";
            case CHANNEL -> "channel";
            case TIER, CUSTOMER, ALL -> "''";
        };
    }
}
