package io.perfectorder.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.perfectorder.alerting.channel.Sent;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Whatever fails and whenever the process dies: every transition once, every message at least once, under one key. */
class CrashLawsTest {
    private static final int SEEDS = 25 * Integer.getInteger("laws.factor", 1);
    private static final List<String> TIERS = List.of("gold", "silver", "bronze");
    private static final AlertRule RULE = RuleReader.read("""
            {id: perfect, kind: threshold, owner: operations, scope: {tier: each}, window: P1D, fire: 0.9, clear: 0.95,
             for: 3s}""");

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.perfectorder.alerting");

    /** What fails on purpose is not worth a line each. */
    @BeforeAll
    static void beQuiet() {
        LOG.setLevel(Level.ERROR);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.02, 0.15})
    void nothingIsLostAndNothingDoubled(double chance) {
        for (long seed = 0; seed < SEEDS; seed++) {
            new World(seed, chance).check();
        }
    }

    private static final class World {
        private final long seed;
        private final double chance;
        private final Random random;
        private final RecordingChannel chat = new RecordingChannel();
        private final AlertingRun run;
        private CrashingAlerts store;
        private int failures;

        World(long seed, double chance) {
            this.seed = seed;
            this.chance = chance;
            this.random = new Random(seed);
            Route route = new Route(
                    "all",
                    Matchers.ALL,
                    List.of("chat"),
                    List.of("rule"),
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    Optional.empty(),
                    Locale.ENGLISH);
            run = new AlertingRun(List.of(RULE), new Routes(List.of(route)), List.of(), Map.of("chat", chat));
            store = new CrashingAlerts(run.alerts, random, chance);
            chat.answer = this::answer;
        }

        private Mono<Sent> answer() {
            double mood = chance == 0 ? 1 : random.nextDouble();
            if (mood < chance) {
                return Mono.just(new Sent.TryAgain("busy", Optional.empty()));
            }
            if (mood < 1.5 * chance) {
                return Mono.error(new IllegalStateException("broken line"));
            }
            if (mood < 2 * chance) {
                store.crash(); // The receiver has it, and nobody will ever write that down.
            }
            return Mono.just(new Sent.Delivered());
        }

        void check() {
            TIERS.forEach(tier -> run.level(tier, 99));
            run.start(store);
            for (int step = 0; step < 120; step++) {
                run.level(TIERS.get(random.nextInt(TIERS.size())), random.nextBoolean() ? 99 : 80);
                run.pass(Duration.ofMillis(500 + random.nextInt(20_000)));
                if (store.crashed) {
                    restart(chance);
                }
            }
            restart(0);
            chat.answer = () -> Mono.just(new Sent.Delivered());
            run.pass(Duration.ofMinutes(15));
            transitionsFollowEachOther();
            everyEpisodeIsTold();
            assertThat(run.broken()).as("seed %d", seed).isFalse();
        }

        private void restart(double mood) {
            run.stop();
            failures += store.failures;
            store = new CrashingAlerts(run.alerts, random, mood);
            run.start(store);
        }

        /** Each alert goes from state to state without a gap and without going anywhere twice. */
        private void transitionsFollowEachOther() {
            Map<AlertKey, Phase> phases = new HashMap<>();
            for (KeptChange kept : run.alerts.changes) {
                Transition transition = kept.change().transition();
                Phase before = phases.getOrDefault(kept.change().key(), Phase.INACTIVE);
                assertThat(transition.from())
                        .as("seed %d: %s", seed, kept)
                        .isEqualTo(before == Phase.RESOLVED ? Phase.INACTIVE : before);
                phases.put(kept.change().key(), transition.to());
            }
        }

        private void everyEpisodeIsTold() {
            Set<String> told = Set.copyOf(chat.keys());
            Set<String> known = new HashSet<>();
            Set<Episode> ended = new HashSet<>();
            for (KeptChange kept : run.alerts.changes.reversed()) {
                Transition transition = kept.change().transition();
                if (transition.isTold()) {
                    Episode episode = kept.change().episode().orElseThrow();
                    String key = episode.fingerprint() + " " + episode.startsAt() + " " + transition.to();
                    known.add(key);
                    // What was over before anybody could be told is told as over.
                    boolean overtaken = transition.to() == Phase.FIRING && ended.contains(episode);
                    assertThat(told.contains(key) || overtaken)
                            .as("seed %d: %s is told", seed, key)
                            .isTrue();
                    ended.add(episode);
                }
            }
            assertThat(known).as("seed %d", seed).isNotEmpty().containsAll(told);
            assertThat(run.decisions())
                    .as("seed %d", seed)
                    .noneMatch(decision -> decision.reason().isOpen());
            assertThat(run.alerts.undecided(1).block()).as("seed %d", seed).isEmpty();
            int repeated = chat.keys().size() - told.size();
            assertThat(repeated).as("seed %d: sent again", seed).isLessThanOrEqualTo(failures * TIERS.size());
        }
    }
}
