package io.perfectorder.storage;

import io.perfectorder.alerting.CustomerCount;
import io.perfectorder.alerting.CustomerCounts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Counts the verdict history by customer. */
public final class PostgresCustomerCounts implements CustomerCounts {
    private final Database database;

    public PostgresCustomerCounts(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Set<String>> largest(long fromMinute, long toMinute, Optional<String> tier, int most) {
        String sql = "select customer from verdict_history where " + ScopeColumns.DUE
                + " and ($3 = '' or tier = $3) and customer <> ''"
                + " group by customer having sum(sign) > 0 order by sum(sign) desc, customer limit $4";
        return database.query(connection -> Database.rows(
                        connection,
                        row -> Columns.textOf(row, "customer"),
                        sql,
                        seconds(fromMinute),
                        seconds(toMinute),
                        tier.orElse(""),
                        most))
                .collect(HashSet::new, Set::add);
    }

    @Override
    public Mono<List<CustomerCount>> counts(long fromMinute, long toMinute, Set<String> customers) {
        String sql =
                "select tier, customer, " + VerdictColumns.COUNTS + " from verdict_history where " + ScopeColumns.DUE
                        + " and customer = any($3) group by tier, customer having sum(sign) <> 0 order by tier, customer";
        return database.query(connection -> Database.rows(
                        connection,
                        row -> new CustomerCount(
                                Columns.textOf(row, "tier"),
                                Columns.textOf(row, "customer"),
                                VerdictColumns.tallyOf(row)),
                        sql,
                        seconds(fromMinute),
                        seconds(toMinute),
                        customers.toArray(String[]::new)))
                .collectList();
    }

    private static long seconds(long minute) {
        return Math.multiplyExact(minute, 60L);
    }
}
