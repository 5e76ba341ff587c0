package io.perfectorder.dashboard.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.ActiveAlert;
import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertChange;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertKey;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.DecisionReason;
import io.perfectorder.alerting.Episode;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptDecision;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Mutes;
import io.perfectorder.alerting.Occasion;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.channel.OutgoingAddresses;
import io.perfectorder.alerting.channel.Phrase;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.dashboard.BundleWords;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsPresenterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final AlertGroup GOLD = new AlertGroup("gold", "carrier", "DHL");
    private static final Evidence LEVEL = new Evidence.Level(Measure.ON_TIME, 80, 100, 0.9);
    private static final KeptRule RULE = new KeptRule(
            RuleReader.read(
                    "{id: late, kind: any-failure, owner: Ann, window: P1D, description: d, runbook: \"https://a.b/c\"}"),
            Origin.API,
            "Ann",
            NOW,
            Optional.empty());

    private final AlertsPresenter presenter = presenter(Locale.ENGLISH);

    @Test
    void anAlertThatFires_saysWhatItIsAboutWithItsFigures() {
        AlertsModel model = presenter.present(
                List.of(shown(Phase.FIRING, Optional.empty(), Optional.empty()), pending()),
                List.of(),
                List.of(RULE),
                List.of());

        assertThat(model.summary()).isEqualTo("1 firing, 1 pending");
        AlertsModel.Active active = model.active().getFirst();
        assertThat(active.phase()).isEqualTo(new AlertsModel.Mark("bad", "bell", "firing"));
        assertThat(active.group()).isEqualTo("Tier gold · Carrier DHL");
        assertThat(active.figures()).isEqualTo("On time 80.0% (80 of 100), limit 90.0%");
        assertThat(active.choosable()).isTrue();
        assertThat(active.hint()).isEmpty();
        assertThat(model.active().getLast().choosable()).isFalse();
        assertThat(model.rules().getFirst().runbook()).contains("https://a.b/c");
    }

    @Test
    void whoHasItInHand_isSaidBeforeWhatMutesIt() {
        AlertAcknowledgement ann = new AlertAcknowledgement(episode(), "Ann", "", NOW, Optional.empty());
        Mutes.Mute mute = new Mutes.Mute(DecisionReason.SILENCED, "");

        AlertAcknowledgement bob =
                new AlertAcknowledgement(episode(), "Bob", "on it", NOW, Optional.of(NOW.plus(Duration.ofHours(4))));

        assertThat(hint(Optional.of(ann), Optional.of(mute)).word()).isEqualTo("taken by Ann");
        assertThat(hint(Optional.of(bob), Optional.empty()).word())
                .startsWith("taken by Bob until ")
                .endsWith(": on it");
        assertThat(hint(Optional.empty(), Optional.of(mute)).word()).isEqualTo("not told; silenced");
    }

    @Test
    void withoutAlerts_itSaysWhetherThereAreRules() {
        assertThat(presenter.present(List.of(), List.of(), List.of(), List.of()).summary())
                .startsWith("There are no alert rules yet");
        assertThat(presenter
                        .present(List.of(), List.of(), List.of(RULE), List.of())
                        .summary())
                .isEqualTo("Nothing fires.");
    }

    @Test
    void aSilence_namesWhatItIsFor_andOnlyThoseOfPeopleCanBeEnded() {
        Silence own = new Silence(
                3,
                new Matchers(Map.of("tier", Set.of("gold"), "rule", Set.of("a", "b"))),
                NOW,
                NOW.plusSeconds(60),
                "Ann",
                "works",
                Origin.API);
        Silence declared = new Silence(4, Matchers.ALL, NOW, NOW.plusSeconds(60), "Bob", "x", Origin.FILE);

        List<AlertsModel.Hush> hushes = presenter
                .present(List.of(), List.of(), List.of(), List.of(own, declared))
                .silences();

        assertThat(hushes.getFirst().match()).isEqualTo("Rule a, b · Tier gold");
        assertThat(hushes).extracting(AlertsModel.Hush::liftable).containsExactly(true, false);
        assertThat(hushes.getLast().match()).isEqualTo("Everything");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everythingHasWords(String language) {
        AlertsPresenter presenter = presenter(Locale.forLanguageTag(language));
        List<Evidence> all = List.of(
                LEVEL,
                new Evidence.Significance(Measure.COMPLAINT, 0, 0, 0.05, 1, 1),
                new Evidence.Burn(Measure.OTIF, 20, 0.1, 14.4),
                new Evidence.Drift(Measure.IN_FULL, 10.5, 10),
                new Evidence.Missed(Measure.PERFECT_ORDER, 3),
                new Evidence.Late("order/1", NOW, Optional.empty()),
                new Evidence.Silence(StalenessRule.Source.EVENTS, Optional.empty(), Duration.ofMinutes(5)));
        List<KeptChange> changes = new ArrayList<>();
        for (Evidence evidence : all) {
            changes.add(new KeptChange(
                    1,
                    new AlertChange(
                            new Transition("late", GOLD, Phase.INACTIVE, Phase.PENDING, NOW, evidence),
                            Optional.empty())));
        }

        assertThat(presenter
                        .present(List.of(), changes, List.of(RULE), List.of())
                        .history())
                .extracting(AlertsModel.Change::figures)
                .doesNotHaveDuplicates();
        for (DecisionReason reason : DecisionReason.values()) {
            for (Occasion occasion : Occasion.values()) {
                assertThat(presenter.why(record(occasion, reason))).hasSize(1);
            }
        }
        for (RuleKind kind : RuleKind.values()) {
            BundleWords.in(Locale.forLanguageTag(language)).say("alerts.kind." + kind.key());
        }
    }

    @Test
    void why_tellsWhenToWhomAndForWhatReason() {
        assertThat(presenter
                        .why(record(Occasion.FIRED, DecisionReason.SILENCED))
                        .getFirst())
                .endsWith("it fired, pager (route night): not told; silenced (silence 3 by Ann)");
    }

    @Test
    void whatTheReasonAloneDoesNotTell_isSaidInTheLanguageOfThePage() {
        String silence = Phrase.SILENCE.say(3, "Ann", NOW, "works");

        assertThat(said(Locale.ENGLISH).phrase(silence))
                .matches("silence 3 by Ann until Jan 1, 2026, 12:00:00.PM: works");
        assertThat(said(Locale.SIMPLIFIED_CHINESE).phrase(silence)).matches("静默 3，由 Ann 设置，至 2026年.*12:00:00：works");
        assertThat(said(Locale.SIMPLIFIED_CHINESE).phrase("invalid_token")).isEqualTo("invalid_token");
        for (Phrase phrase : Phrase.values()) {
            String text = phrase.say(
                    (Object[]) Collections.nCopies(phrase.gaps(), "private").toArray(String[]::new));
            assertThat(said(Locale.ENGLISH).phrase(text)).isEqualTo(text.replace("'private'", "“private”"));
            assertThat(said(Locale.SIMPLIFIED_CHINESE).phrase(text)).matches(".*\\p{IsHan}.*");
        }
    }

    @Test
    void everyKindOfForbiddenAddress_hasAName() {
        for (String address :
                List.of("10.0.0.1", "127.0.0.1", "169.254.1.1", "192.0.2.1", "224.0.0.1", "0.0.0.0", "2002::1")) {
            String kind = new OutgoingAddresses(List.of())
                    .refusal(InetAddress.ofLiteral(address))
                    .orElseThrow();
            assertThat(said(Locale.ENGLISH).phrase(Phrase.FORBIDDEN.say("h", kind)))
                    .isEqualTo("the address of h is " + kind);
        }
    }

    private static AlertWords said(Locale locale) {
        return new AlertWords(BundleWords.in(locale), new ViewerFormat(locale, ZoneOffset.UTC));
    }

    private static AlertsPresenter presenter(Locale locale) {
        return new AlertsPresenter(BundleWords.in(locale), new ViewerFormat(locale, ZoneOffset.UTC));
    }

    private AlertsModel.Mark hint(Optional<AlertAcknowledgement> held, Optional<Mutes.Mute> mute) {
        return presenter
                .present(List.of(shown(Phase.FIRING, held, mute)), List.of(), List.of(RULE), List.of())
                .active()
                .getFirst()
                .hint()
                .orElseThrow();
    }

    private static AlertDesk.Shown pending() {
        return shown(Phase.PENDING, Optional.empty(), Optional.empty());
    }

    private static AlertDesk.Shown shown(Phase phase, Optional<AlertAcknowledgement> held, Optional<Mutes.Mute> mute) {
        return new AlertDesk.Shown(
                new ActiveAlert(new AlertKey("late", GOLD), new AlertStatus(phase, NOW, LEVEL)), RULE, held, mute);
    }

    private static Episode episode() {
        return new Episode(new AlertKey("late", GOLD).fingerprint(), NOW);
    }

    private static EpisodeRecord record(Occasion occasion, DecisionReason reason) {
        Decision decision = new Decision(
                episode(),
                1,
                occasion,
                0,
                "night",
                "pager",
                "night{}",
                reason,
                "silence 3 by Ann",
                NOW,
                reason.isOpen() ? Optional.empty() : Optional.of(NOW),
                reason.isOpen() ? Optional.of(NOW) : Optional.empty(),
                0);
        return new EpisodeRecord(
                new KeptChange(
                        1,
                        new AlertChange(
                                new Transition("late", GOLD, Phase.INACTIVE, Phase.FIRING, NOW, LEVEL),
                                Optional.of(NOW))),
                Optional.empty(),
                List.of(new KeptDecision(1, decision)),
                Optional.empty());
    }
}
