package io.perfectorder.storage;

import io.perfectorder.alerting.PastCell;
import io.perfectorder.alerting.PastCells;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
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
        String sql = """
                select %s as minute, %s as tier, %s as value, met, sum(sign) as orders
                from verdict_history where %s and %s
                group by 1, 2, 3, 4 having sum(sign) > 0""".formatted(
                        ScopeColumns.MINUTE,
                        ScopeColumns.tier(scope),
                        ScopeColumns.value(scope),
                        ScopeColumns.DUE,
                        condition(scope));
        return database.query(connection -> Database.rows(
                connection,
                row -> cellOf(row, scope.by()),
                sql,
                Math.multiplyExact(fromMinute, 60L),
                Math.multiplyExact(toMinute, 60L),
                scope.tier() instanceof Pick.One(String name) ? name : "",
                scope.value() instanceof Pick.One(String name) ? name : ""));
    }

    /** Of customers, which are many, only those that the scope looks at. {@code $3}: the tier, or empty; {@code $4}: the customer. */
    private static String condition(Scope scope) {
        if (!scope.ofCustomers()) {
            return "$3 = $3 and $4 = $4";
        }
        String ofTier = "($3 = '' or tier = $3)";
        return ofTier
                + (scope.value() instanceof Pick.One
                        ? " and customer = $4"
                        : " and $4 = '' and customer in (select customer from verdict_history where " + ScopeColumns.DUE
                                + " and "
                                + ofTier + " and customer <> '' group by customer"
                                + " having sum(sign) > 0 order by sum(sign) desc, customer limit "
                                + ServiceLevelCube.MOST_VALUES + ")");
    }

    private static PastCell cellOf(Readable row, Dimension by) {
        String value = Columns.textOf(row, "value");
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                by == Dimension.REGION ? value : "",
                by == Dimension.DISTRIBUTION_CENTRE ? value : "",
                by == Dimension.CARRIER ? value : "",
                "",
                by == Dimension.CHANNEL || by == Dimension.CUSTOMER ? value : "");
        return new PastCell(
                dimensions,
                Columns.longOf(row, "minute"),
                Columns.intOf(row, "met"),
                Math.toIntExact(Columns.longOf(row, "orders")));
    }
}
