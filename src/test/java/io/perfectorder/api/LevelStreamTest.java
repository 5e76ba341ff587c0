package io.perfectorder.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.SnapshotFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LevelStreamTest {
    private static final Instant AS_OF = Instant.parse("2026-11-23T10:00:00Z");
    private static final LevelStream.View BY_TIER =
            new LevelStream.View(LiveWindow.HOUR, Dimension.TIER, Optional.empty());
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Feed feed = new Feed(snapshot(0, 1));
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final LevelStream stream = new LevelStream(feed, new JsonMapper(), time);

    @Test
    void aNewListener_getsTheCurrentLevelsAtOnceInTheShapeOfTheContract() {
        StepVerifier.create(stream.frames(BY_TIER))
                .then(() -> time.advanceTimeBy(MOMENT))
                .assertNext(frame -> {
                    assertThat(text(frame))
                            .startsWith("event: service-levels\ndata: {")
                            .endsWith("}\n\n");
                    JsonNode json = json(frame);
                    assertThat(json.propertyNames()).containsExactly("asOf", "window", "by", "groups", "total");
                    assertThat(json.path("asOf").asString()).isEqualTo("2026-11-23T10:00:00Z");
                    assertThat(json.path("window").asString()).isEqualTo("PT1H");
                    assertThat(json.at("/groups/0/key").asString()).isEqualTo("gold");
                    assertThat(json.at("/total/due").asLong()).isEqualTo(1);
                    assertThat(json.at("/total/rates/perfect-order/value").asDouble())
                            .isEqualTo(1);
                })
                .thenCancel()
                .verify();
    }

    @Test
    void allListenersOfAView_shareTheBytes() {
        List<byte[]> seen = new ArrayList<>();
        for (int listener = 0; listener < 3; listener++) {
            stream.frames(BY_TIER).subscribe(seen::add);
        }
        time.advanceTimeBy(MOMENT);

        assertThat(seen).hasSize(3).allSatisfy(frame -> assertThat(frame).isSameAs(seen.getFirst()));
    }

    @Test
    void aSnapshot_isEncodedOnceForAThousandListeners() {
        CountingMapper counting = new CountingMapper();
        LevelStream counted = new LevelStream(feed, counting, time);
        AtomicInteger frames = new AtomicInteger();
        for (int listener = 0; listener < 1_000; listener++) {
            counted.frames(BY_TIER).subscribe(_ -> frames.incrementAndGet());
        }
        for (int due = 2; due <= 5; due++) {
            time.advanceTimeBy(MOMENT);
            feed.publish(snapshot(0, due));
        }
        time.advanceTimeBy(MOMENT);

        assertThat(frames).hasValue(5 * 1_000);
        assertThat(counting.encodings).isEqualTo(5);
    }

    @Test
    void aSnapshotThatChangesNothing_isNotSent_andSilenceIsBrokenByAComment() {
        StepVerifier.create(stream.frames(BY_TIER))
                .then(() -> time.advanceTimeBy(MOMENT))
                .expectNextCount(1)
                .then(() -> feed.publish(snapshot(0, 1)))
                .then(() -> time.advanceTimeBy(LevelStream.SILENCE.minusMillis(2)))
                .expectNoEvent(Duration.ZERO)
                .then(() -> time.advanceTimeBy(Duration.ofMillis(4)))
                .expectNext(LevelStream.HEARTBEAT)
                .then(() -> feed.publish(snapshot(0, 2)))
                .then(() -> time.advanceTimeBy(MOMENT))
                .assertNext(frame ->
                        assertThat(json(frame).at("/total/due").asLong()).isEqualTo(2))
                .thenCancel()
                .verify();
    }

    @Test
    void aListenerThatReadsOneAtATime_getsTheLatest() {
        StepVerifier.create(stream.frames(BY_TIER), 0)
                .then(() -> time.advanceTimeBy(MOMENT))
                .then(() -> {
                    for (int due = 2; due <= 50; due++) {
                        feed.publish(snapshot(0, due));
                        time.advanceTimeBy(MOMENT);
                    }
                })
                .thenRequest(1)
                .assertNext(frame ->
                        assertThat(json(frame).at("/total/due").asLong()).isEqualTo(50))
                .then(() -> feed.publish(snapshot(0, 51)))
                .then(() -> feed.publish(snapshot(0, 52)))
                .then(() -> time.advanceTimeBy(MOMENT))
                .thenRequest(1)
                .assertNext(frame ->
                        assertThat(json(frame).at("/total/due").asLong()).isEqualTo(52))
                .thenCancel()
                .verify();
    }

    @Test
    void aListenerThatNeverComesBack_holdsNobodyUp() {
        StepVerifier.create(stream.frames(BY_TIER), 0)
                .then(() -> StepVerifier.create(stream.frames(BY_TIER).take(3))
                        .then(() -> time.advanceTimeBy(MOMENT))
                        .expectNextCount(1)
                        .then(() -> feed.publish(snapshot(0, 2)))
                        .then(() -> time.advanceTimeBy(MOMENT))
                        .expectNextCount(1)
                        .then(() -> feed.publish(snapshot(0, 3)))
                        .then(() -> time.advanceTimeBy(MOMENT))
                        .expectNextCount(1)
                        .verifyComplete())
                .thenCancel()
                .verify();
    }

    @Test
    void listenersThatLeave_leaveNothingBehind() {
        StepVerifier.create(stream.frames(BY_TIER))
                .then(() -> time.advanceTimeBy(MOMENT))
                .expectNextCount(1)
                .thenCancel()
                .verify();

        assertThat(feed.sink.currentSubscriberCount()).isZero();
    }

    @Test
    void aClosingServer_endsTheStreamsWithTheNextSnapshot() {
        StepVerifier.create(stream.frames(BY_TIER))
                .then(() -> time.advanceTimeBy(MOMENT))
                .expectNextCount(1)
                .then(stream::close)
                .then(() -> feed.publish(snapshot(1, 1)))
                .then(() -> time.advanceTimeBy(MOMENT))
                .thenCancel()
                .verify();

        assertThat(feed.sink.currentSubscriberCount()).isZero();
    }

    @Test
    void oneTier_isShownByItself() {
        LevelStream.View gold = new LevelStream.View(LiveWindow.HOUR, Dimension.ALL, Optional.of("gold"));
        LevelStream.View nobody = new LevelStream.View(LiveWindow.HOUR, Dimension.TIER, Optional.of("nobody"));

        StepVerifier.create(Flux.concat(
                        stream.frames(gold).take(1), stream.frames(nobody).take(1)))
                .then(() -> time.advanceTimeBy(MOMENT))
                .assertNext(frame ->
                        assertThat(json(frame).at("/groups/0/key").asString()).isEqualTo("all"))
                .then(() -> time.advanceTimeBy(MOMENT))
                .assertNext(frame -> {
                    assertThat(json(frame).path("groups").isEmpty()).isTrue();
                    assertThat(json(frame).at("/total/due").asLong()).isZero();
                    assertThat(json(frame).at("/total/rates").isEmpty()).isTrue();
                })
                .verifyComplete();
    }

    private static Snapshot snapshot(int minute, long due) {
        Tally tally = new Tally(due, due, due, due, due, due, due, due, due, 0);
        GroupLevels gold = new GroupLevels("gold", tally, Tally.ZERO, List.of());
        GroupLevels silver = new GroupLevels("silver", Tally.ZERO, Tally.ZERO, List.of());
        GroupLevels all = new GroupLevels("all", tally, Tally.ZERO, List.of());
        return new Snapshot(
                AS_OF.plusSeconds(60L * minute),
                AS_OF,
                AS_OF,
                Optional.empty(),
                due,
                Map.of(LiveWindow.HOUR, new WindowLevels(all, List.of(gold, silver))));
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    private static JsonNode json(byte[] frame) {
        return new JsonMapper().readTree(text(frame).lines().toList().get(1).substring("data: ".length()));
    }

    /** Counts how often it writes. */
    private static final class CountingMapper extends JsonMapper {
        private static final long serialVersionUID = 1;

        private int encodings;

        @Override
        public String writeValueAsString(Object value) {
            encodings++;
            return super.writeValueAsString(value);
        }
    }

    /** A feed by hand: the current snapshot, then every change, latest wins. */
    private static final class Feed implements SnapshotFeed {
        private final Sinks.Many<Snapshot> sink;
        private Snapshot current;

        Feed(Snapshot first) {
            this.current = first;
            this.sink = Sinks.many().replay().latestOrDefault(first);
        }

        void publish(Snapshot next) {
            current = next;
            sink.tryEmitNext(next).orThrow();
        }

        @Override
        public Flux<Snapshot> snapshots() {
            return sink.asFlux().onBackpressureLatest();
        }

        @Override
        public Snapshot current() {
            return current;
        }
    }
}
