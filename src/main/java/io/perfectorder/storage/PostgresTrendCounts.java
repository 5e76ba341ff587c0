package io.perfectorder.storage;

import io.perfectorder.alerting.TrendCount;
import io.perfectorder.alerting.TrendCounts;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Counts the verdict history by slice and by what a scope tells apart. */
public final class PostgresTrendCounts implements TrendCounts {
    private final Database database;

    public PostgresTrendCounts(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<TrendCount>> slices(LiveWindow window, long toMinute, Scope scope, Set<String> also) {
        long from = (window.sliceOf(toMinute) - window.slices() + 1) * window.sliceMinutes();
        boolean oneValue = scope.value() instanceof Pick.One;
        String sql = """
                with due as (select %s as value, %s as tier, (%s - 1) / $6 as slice, sign, met
                    from verdict_history where %s and ($3 = '' or tier = $3) and ($4 = '' or %s = $4))
                select value, tier, slice, %s from due
                where value = any($5) or value in (select value from due where value <> ''
                    group by value having sum(sign) > 0 order by sum(sign) desc, value limit %d)
                group by value, tier, slice having sum(sign) <> 0""".formatted(
                        ScopeColumns.value(scope),
                        ScopeColumns.tier(scope),
                        ScopeColumns.MINUTE,
                        ScopeColumns.DUE,
                        ScopeColumns.value(scope),
                        VerdictColumns.COUNTS,
                        ServiceLevelCube.MOST_VALUES);
        return database.query(connection -> Database.rows(
                        connection,
                        row -> countOf(row, scope),
                        sql,
                        Math.multiplyExact(from, 60L),
                        Math.multiplyExact(toMinute, 60L),
                        scope.tier() instanceof Pick.One(String name) ? name : "",
                        scope.value() instanceof Pick.One(String name) ? name : "",
                        oneValue ? new String[0] : also.toArray(String[]::new),
                        window.sliceMinutes()))
                .flatMapIterable(found -> found.map(List::of).orElse(List.of()))
                .collectList();
    }

    private static Optional<TrendCount> countOf(Readable row, Scope scope) {
        return scope.groupOf(Columns.textOf(row, "tier"), Columns.textOf(row, "value"))
                .map(group -> new TrendCount(group, Columns.longOf(row, "slice"), VerdictColumns.tallyOf(row)));
    }
}
