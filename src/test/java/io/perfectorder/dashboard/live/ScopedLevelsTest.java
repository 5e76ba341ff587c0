package io.perfectorder.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.ScopedCells;
import io.perfectorder.security.ViewScope;
import io.perfectorder.testing.Laws;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The levels of a scope against a cube of just the orders in it, while orders come, change their carrier and go, and time moves on. */
class ScopedLevelsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> CARRIERS = List.of("Bison", "Falcon", "Drayline");
    private static final ViewScope SCOPE = new ViewScope(Map.of("carrier", Set.of("Bison", "Drayline")));
    private static final Scheduler BOARDS = Schedulers.newSingle("boards-of-test");

    /** One row of the history. */
    private record Row(long recorded, Dimensions dimensions, long minute, int met, int sign) {}

    private static final class History implements ScopedCells {
        private final List<Row> rows = new ArrayList<>();
        private boolean away;

        @Override
        public Flux<Cell> between(Map<GroupBy, Set<String>> scope, long after, long until, long fromMinute) {
            if (away) {
                return Flux.error(new IllegalStateException("away"));
            }
            Map<String, Cell> cells = new TreeMap<>();
            rows.stream()
                    .filter(row -> row.recorded() > after && row.recorded() <= until && row.minute() > fromMinute)
                    .filter(row -> scope.getOrDefault(GroupBy.CARRIER, Set.of())
                            .contains(row.dimensions().carrier()))
                    .map(row -> new Cell(row.dimensions(), row.minute(), row.met(), row.sign()))
                    .forEach(cell -> cells.merge(
                            cell.dimensions() + " " + cell.minute() + " " + cell.met(),
                            cell,
                            (one, other) -> new Cell(
                                    one.dimensions(), one.minute(), one.met(), one.orders() + other.orders())));
            return Flux.fromIterable(cells.values()).filter(cell -> cell.orders() != 0);
        }
    }

    @AfterAll
    static void dispose() {
        BOARDS.dispose();
    }

    @Test
    void levels_areThoseOfACubeOfTheOrdersInScope_whateverHappened() {
        Laws.hold(60, List::of, (seed, _) -> {
            Random random = new Random(seed);
            History history = new History();
            List<Row> open = new ArrayList<>();
            ScopedLevels levels = new ScopedLevels(SCOPE, history, BOARDS);
            long recorded = 0;
            long counted = -1;
            Instant asOf = START;
            for (int round = 0; round < 12; round++) {
                for (int i = random.nextInt(20); i > 0; i--) {
                    recorded++;
                    change(history, open, recorded, asOf, random);
                }
                asOf = asOf.plus(random.nextInt(4), ChronoUnit.HOURS);
                history.away = random.nextInt(5) == 0;
                Snapshot snapshot = snapshot(asOf, recorded);
                Live before = levels.newest(snapshot);

                levels.follow(snapshot).block();

                Live shown = levels.newest(snapshot);
                if (history.away && recorded != counted) {
                    assertThat(shown.snapshot().windows())
                            .isEqualTo(before.snapshot().windows());
                } else {
                    assertThat(shown.extent()).isEqualTo(Live.Extent.SCOPE);
                    assertThat(shown.snapshot().windows())
                            .isEqualTo(expected(history, asOf).levels());
                    counted = recorded;
                }
            }
        });
    }

    @Test
    void aHistoryThatWasBegunAnew_isCountedAnew() {
        History history = new History();
        Row row = new Row(9, place("Bison"), Panes.lastMinuteOf(START), 255, 1);
        history.rows.add(row);
        ScopedLevels levels = new ScopedLevels(SCOPE, history, BOARDS);
        levels.follow(snapshot(START, 9)).block();

        history.rows.clear();
        history.rows.add(new Row(1, place("Drayline"), Panes.lastMinuteOf(START), 255, 1));
        levels.follow(snapshot(START, 5)).block();

        assertThat(levels.newest(snapshot(START, 5)).snapshot().windows())
                .isEqualTo(expected(history, START).levels());
    }

    /** An order comes, goes, or becomes another one: another carrier, other criteria or another deadline. */
    private static void change(History history, List<Row> open, long recorded, Instant asOf, Random random) {
        if (!open.isEmpty() && random.nextInt(3) > 0) {
            Row gone = open.remove(random.nextInt(open.size()));
            history.rows.add(new Row(recorded, gone.dimensions(), gone.minute(), gone.met(), -1));
            if (random.nextInt(4) == 0) {
                return;
            }
        }
        long minute = Panes.lastMinuteOf(asOf) + 60 * (random.nextInt(80) - 70);
        Row come =
                new Row(recorded, place(CARRIERS.get(random.nextInt(CARRIERS.size()))), minute, random.nextInt(256), 1);
        open.add(come);
        history.rows.add(come);
    }

    private static ServiceLevelCube expected(History history, Instant asOf) {
        ServiceLevelCube cube = new ServiceLevelCube();
        cube.slideTo(Panes.lastMinuteOf(asOf));
        history.rows.stream()
                .filter(row -> SCOPE.holds(Map.of("carrier", row.dimensions().carrier())))
                .forEach(row -> cube.add(row.dimensions(), row.minute(), row.met(), row.sign()));
        return cube;
    }

    private static Dimensions place(String carrier) {
        return new Dimensions(carrier.equals("Bison") ? "gold" : "silver", "north", "DC", carrier, "", "web");
    }

    private static Snapshot snapshot(Instant asOf, long recorded) {
        return new Snapshot(
                asOf, Instant.EPOCH.plus(recorded, ChronoUnit.MICROS), asOf, Optional.of(asOf), 99, Map.of());
    }
}
