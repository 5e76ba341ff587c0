package io.perfectorder.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.channel.Sent;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Phase;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Who is told what, when, and why not, in virtual time. */
class DeliveryTest {
    private static final Duration GATHER = Duration.ofSeconds(10);
    private static final AlertRule RULE = RuleReader.read("""
            {id: perfect, kind: threshold, owner: operations, scope: {tier: each}, window: P1D, fire: 0.9, clear: 0.95}""");

    private final RecordingChannel chat = new RecordingChannel();
    private final RecordingChannel pager = new RecordingChannel();

    @Test
    void alertsThatComeTogether_areToldInOneMessage_onceEach() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        run.level("gold", 80);
        run.level("silver", 80);
        run.start();
        run.pass(Duration.ofSeconds(5));
        run.level("bronze", 80);
        run.pass(Duration.ofHours(1));
        run.level("gold", 99);
        run.pass(Duration.ofMinutes(1));

        assertThat(chat.messages).hasSizeLessThanOrEqualTo(3);
        assertThat(chat.told())
                .containsExactlyInAnyOrder("FIRING gold", "FIRING silver", "FIRING bronze", "RESOLVED gold");
        assertThat(chat.messages.getLast().alerts().getFirst().endsAt()).isPresent();
        assertThat(run.reasons()).containsOnly(DecisionReason.DELIVERED);
    }

    @Test
    void anAlertThatNoRouteTakes_isDecidedToo() {
        AlertingRun run = new AlertingRun(List.of(RULE), new Routes(List.of()), List.of(), Map.of());
        fire(run);

        assertThat(run.reasons()).containsExactly(DecisionReason.NO_ROUTE);
    }

    @Test
    void anAlertThatFiredBeforeThereWasARoute_isToldOnceWhenThereIs_andSoIsItsEnd() {
        AlertingRun run = run();
        fire(run);
        run.pass(Duration.ofHours(1));
        assertThat(run.reasons()).containsExactly(DecisionReason.NO_ROUTE);

        run.stop();
        run.routes = new Routes(List.of(route("all", Optional.empty(), Optional.empty())));
        run.start();
        run.pass(Duration.ofHours(1));
        assertThat(chat.told()).containsExactly("FIRING gold");

        run.level("gold", 99);
        run.pass(Duration.ofMinutes(10));
        assertThat(chat.told()).containsExactly("FIRING gold", "RESOLVED gold");
    }

    @Test
    void aRouteToAChannelThatIsGone_isDecidedToo() {
        AlertingRun run = new AlertingRun(
                List.of(RULE),
                new Routes(List.of(route("all", Optional.empty(), Optional.empty()))),
                List.of(),
                Map.of());
        fire(run);

        assertThat(run.reasons()).containsExactly(DecisionReason.NO_CHANNEL);
    }

    @Test
    void aSilencedAlert_isToldWhenTheSilenceEndsAndItStillFires() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        run.silences
                .add(
                        new Silence(
                                1,
                                new Matchers(Map.of("tier", Set.of("gold"))),
                                AlertingRun.START,
                                AlertingRun.START.plusSeconds(600),
                                "Ann",
                                "works",
                                Origin.API),
                        run.now())
                .block();
        fire(run);
        assertThat(run.reasons()).containsExactly(DecisionReason.SILENCED);
        assertThat(run.decisions().getFirst().detail()).contains("Ann", "works");
        run.pass(Duration.ofMinutes(15));

        assertThat(run.reasons()).containsExactly(DecisionReason.SILENCED, DecisionReason.DELIVERED);
        assertThat(run.decisions().getLast().occasion()).isEqualTo(Occasion.UNMUTED);
        assertThat(chat.told()).containsExactly("FIRING gold");
    }

    @Test
    void whatWasSilencedAndIsResolved_isNeverTold() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        run.silences
                .add(
                        new Silence(
                                1,
                                Matchers.ALL,
                                AlertingRun.START,
                                AlertingRun.START.plusSeconds(600),
                                "Ann",
                                "works",
                                Origin.API),
                        run.now())
                .block();
        fire(run);
        run.level("gold", 99);
        run.pass(Duration.ofMinutes(30));

        assertThat(run.reasons()).containsExactly(DecisionReason.SILENCED, DecisionReason.NEVER_TOLD);
        assertThat(chat.messages).isEmpty();
    }

    @Test
    void onAHoliday_nobodyIsTold() {
        Holidays newYear = new Holidays(
                "new year",
                new Matchers(Map.of("tier", Set.of("gold"))),
                ZoneOffset.UTC,
                List.of(new Holidays.Days(LocalDate.parse("1970-01-01"), LocalDate.parse("1970-01-01"))),
                Set.of(DayOfWeek.SUNDAY));
        AlertingRun run = new AlertingRun(
                List.of(RULE),
                new Routes(List.of(route("all", Optional.empty(), Optional.empty()))),
                List.of(newYear),
                Map.of("chat", chat));
        fire(run);
        assertThat(run.reasons()).containsExactly(DecisionReason.CALENDAR);

        run.pass(Duration.ofDays(1));
        assertThat(chat.told()).containsExactly("FIRING gold");
    }

    @Test
    void anAlertInHand_isNeitherRepeatedNorEscalated_untilItsTimeIsOver() {
        AlertingRun run = run(
                route(
                        "all",
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(new Route.Escalation(Duration.ofMinutes(30), "boss"))),
                boss());
        fire(run);
        Episode episode = run.watch().active().getFirst().episode().orElseThrow();
        run.alerts
                .acknowledge(new AlertAcknowledgement(
                        episode,
                        "Ann",
                        "on it",
                        run.now(),
                        Optional.of(run.now().plus(Duration.ofHours(5)))))
                .block();
        run.pass(Duration.ofHours(4));
        assertThat(chat.told()).containsExactly("FIRING gold");
        assertThat(pager.messages).isEmpty();

        run.pass(Duration.ofHours(1).plusMinutes(1));
        assertThat(chat.told()).containsExactly("FIRING gold", "FIRING gold");
        assertThat(pager.told()).containsExactly("FIRING gold");
    }

    @Test
    void anAlertThatNobodyTakes_isEscalatedOnceAndRepeated_andItsEndToldToAll() {
        AlertingRun run = run(
                route(
                        "all",
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(new Route.Escalation(Duration.ofMinutes(30), "boss"))),
                boss());
        fire(run);
        run.pass(Duration.ofMinutes(29));
        assertThat(pager.messages).isEmpty();
        run.pass(Duration.ofMinutes(90));
        run.level("gold", 99);
        run.pass(Duration.ofMinutes(1));

        assertThat(pager.told()).containsExactly("FIRING gold", "RESOLVED gold");
        assertThat(chat.told()).containsExactly("FIRING gold", "FIRING gold", "RESOLVED gold");
        assertThat(run.decisions())
                .extracting(Decision::occasion)
                .containsExactly(
                        Occasion.FIRED, Occasion.ESCALATED, Occasion.REPEATED, Occasion.RESOLVED, Occasion.RESOLVED);
    }

    @Test
    void aFailingChannel_isTriedAgainLessAndLessOften_andGivenUp() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        chat.answer = () -> Mono.just(new Sent.TryAgain("busy", Optional.empty()));
        fire(run);
        run.pass(Duration.ofMinutes(1));
        int inAMinute = chat.attempts;
        run.pass(Duration.ofHours(2));

        assertThat(inAMinute).isBetween(4, 6);
        assertThat(chat.attempts).isEqualTo(10);
        assertThat(run.reasons()).containsExactly(DecisionReason.GAVE_UP);
        assertThat(run.decisions().getFirst().detail()).isEqualTo("busy");
        assertThat(run.decisions().getFirst().attempts()).isEqualTo(10);
    }

    @Test
    void aReceiverThatAsksForTime_isLeftAlone() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        chat.answer = () -> Mono.just(new Sent.TryAgain("busy", Optional.of(Duration.ofMinutes(3))));
        fire(run);
        run.pass(Duration.ofMinutes(2));
        assertThat(chat.attempts).isEqualTo(1);

        chat.answer = () -> Mono.just(new Sent.Delivered());
        run.pass(Duration.ofMinutes(2));
        assertThat(run.reasons()).containsExactly(DecisionReason.DELIVERED);
    }

    @Test
    void aRefusal_isFinal() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        chat.answer = () -> Mono.just(new Sent.Refused("unknown room"));
        fire(run);
        run.pass(Duration.ofHours(1));

        assertThat(chat.attempts).isEqualTo(1);
        assertThat(run.reasons()).containsExactly(DecisionReason.REFUSED);
    }

    @Test
    void aChannelThatNeverAnswers_keepsNoOtherWaiting() {
        AlertingRun run = run(new Route(
                "all",
                Matchers.ALL,
                List.of("chat", "pager"),
                List.of("rule"),
                GATHER,
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH));
        chat.answer = Mono::never;
        fire(run);
        run.pass(Duration.ofSeconds(5));

        assertThat(pager.told()).containsExactly("FIRING gold");
        run.pass(Duration.ofHours(2));
        assertThat(run.reasons()).containsExactly(DecisionReason.GAVE_UP, DecisionReason.DELIVERED);
    }

    @Test
    void whatFiredAndEndedWhileAChannelFailed_isToldInOneMessage() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        chat.answer = () -> Mono.just(new Sent.TryAgain("busy", Optional.empty()));
        fire(run);
        run.level("gold", 99);
        run.pass(Duration.ofSeconds(20));
        chat.answer = () -> Mono.just(new Sent.Delivered());
        run.pass(Duration.ofMinutes(2));

        assertThat(chat.told()).containsExactly("RESOLVED gold");
        assertThat(run.reasons()).containsExactly(DecisionReason.OVERTAKEN, DecisionReason.DELIVERED);
    }

    @Test
    void aFloodOfMessages_isSpreadByTheRateLimit() {
        AlertingRun run = run(new Route(
                "all",
                Matchers.ALL,
                List.of("chat"),
                List.of("tier"),
                GATHER,
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH));
        run.policy = new DeliveryPolicy(AlertTimes.USUAL, Backoff.USUAL, new RateLimit(3, Duration.ofSeconds(10)));
        for (int tier = 0; tier < 10; tier++) {
            run.level("tier-" + tier, 50);
        }
        run.start();
        run.pass(Duration.ofSeconds(14));
        assertThat(chat.messages).hasSizeBetween(3, 4);
        assertThat(run.reasons()).contains(DecisionReason.RATE_LIMITED);
        run.pass(Duration.ofMinutes(2));

        assertThat(chat.keys()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void whileTheNumbersAreNotComplete_nothingFiresAndNothingIsResolved() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        fire(run);
        run.complete = false;
        run.level("gold", 99);
        run.level("silver", 10);
        run.pass(Duration.ofMinutes(5));

        assertThat(chat.told()).containsExactly("FIRING gold");
        assertThat(run.watch().active())
                .extracting(alert -> alert.status().phase())
                .containsExactly(Phase.FIRING);
    }

    @Test
    void aRuleTakenOutOfUse_endsItsAlerts() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        fire(run);
        run.rules.delete("perfect").block();
        run.pass(Duration.ofMinutes(1));

        assertThat(chat.told()).containsExactly("FIRING gold", "RESOLVED gold");
        assertThat(run.watch().active()).isEmpty();
        assertThat(run.broken()).isFalse();
    }

    @Test
    void aBugInAChannel_isAFailureOfThatChannelOnly() {
        AlertingRun run = run(route("all", Optional.empty(), Optional.empty()));
        chat.answer = () -> {
            throw new IllegalStateException("bug");
        };
        fire(run);
        run.pass(Duration.ofHours(2));

        assertThat(run.reasons()).containsExactly(DecisionReason.GAVE_UP);
        assertThat(run.broken()).isFalse();
    }

    @Test
    void fingerprints_tellAlertsApart() {
        assertThat(new AlertKey("a", new AlertGroup("b", "", "")).fingerprint())
                .hasSize(16)
                .isEqualTo(new AlertKey("a", new AlertGroup("b", "", "")).fingerprint())
                .isNotEqualTo(new AlertKey("a", new AlertGroup("c", "", "")).fingerprint());
    }

    private static void fire(AlertingRun run) {
        run.level("gold", 80);
        run.start();
        run.pass(Duration.ofSeconds(15));
    }

    private AlertingRun run(Route... routes) {
        return new AlertingRun(
                List.of(RULE), new Routes(List.of(routes)), List.of(), Map.of("chat", chat, "pager", pager));
    }

    private static Route route(String name, Optional<Duration> repeat, Optional<Route.Escalation> escalation) {
        return new Route(
                name, Matchers.ALL, List.of("chat"), List.of("rule"), GATHER, repeat, escalation, Locale.ENGLISH);
    }

    private static Route boss() {
        return new Route(
                "boss",
                new Matchers(Map.of("owner", Set.of("boss"))),
                List.of("pager"),
                List.of("rule"),
                GATHER,
                Optional.empty(),
                Optional.empty(),
                Locale.ENGLISH);
    }
}
