package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.servicelevel.Measure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Instant TEN = Samples.START;

    @Test
    void bothLanguages_haveTheSameTextsWithTheSameValues() throws IOException {
        Properties english = bundle("alerts.properties");
        Properties chinese = bundle("alerts_zh_CN.properties");

        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(values(chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(values(english.getProperty(key))));
    }

    @Test
    void aLevel_isToldWithItsCounts() {
        assertThat(english(Samples.level()))
                .isEqualTo("On time and in full: 41 of 50 orders, 82.0 %; the limit is 95.0 %.");
        assertThat(chinese(Samples.level())).isEqualTo("准时足量率：50 个订单中 41 个，82.0 %；界限为 95.0 %。");
    }

    @Test
    void aRateJustBelowItsLimit_isNotRoundedOntoIt() {
        assertThat(english(new Evidence.Level(Measure.ON_TIME, 94_996, 100_000, 0.95)))
                .isEqualTo("On time: 94,996 of 100,000 orders, 94.996 %; the limit is 95.0 %.");
        assertThat(english(new Evidence.Level(Measure.ON_TIME, 95, 100, 0.95)))
                .isEqualTo("On time: 95 of 100 orders, 95.0 %; the limit is 95.0 %.");
        assertThat(english(new Evidence.Level(Measure.ON_TIME, 2, 3, 0.9999)))
                .isEqualTo("On time: 2 of 3 orders, 66.7 %; the limit is 99.99 %.");
    }

    @Test
    void withoutOrders_thereIsNoRate() {
        assertThat(english(new Evidence.Level(Measure.ON_TIME, 0, 0, 0.95)))
                .isEqualTo("On time: 0 of 0 orders, —; the limit is 95.0 %.");
    }

    @Test
    void chance_isToldWhenItWasLookedAt() {
        assertThat(english(new Evidence.Significance(Measure.PERFECT_ORDER, 35, 40, 0.95, 0.0480, 0.0480)))
                .isEqualTo(
                        "Perfect orders: 35 of 40 orders, 87.5 %; the target is 95.0 %. If the target were kept, this or"
                                + " worse would come by chance with probability 0.048; counting all groups of the rule, 0.048.");
        assertThat(english(new Evidence.Significance(Measure.PERFECT_ORDER, 40, 40, 0.95, 1, 1)))
                .isEqualTo("Perfect orders: 40 of 40 orders, 100.0 %; the target is 95.0 %.");
        assertThat(chinese(new Evidence.Significance(Measure.PERFECT_ORDER, 1, 40, 0.95, 1e-9, 2e-9)))
                .isEqualTo("完美订货率：40 个订单中 1 个，2.5 %；目标为 95.0 %。若达到目标，出现此结果或更差结果的概率为 < 0.001；计入规则的所有分组后为 < 0.001。");
    }

    @Test
    void theOtherFigures_areToldToo() {
        assertThat(english(new Evidence.Burn(Measure.PERFECT_ORDER, 14.42, 16, 10.04)))
                .isEqualTo(
                        "Perfect orders: orders fail 14.4 times as fast as the error budget allows over the long window"
                                + " and 16.0 times over the short one; the alert fires at 10.0.");
        assertThat(english(new Evidence.Drift(Measure.IN_FULL, 5.24, 5)))
                .isEqualTo("In full: failures beyond what was to be expected add up to 5.2; the limit is 5.0.");
        assertThat(english(new Evidence.Missed(Measure.DAMAGE_FREE, 1))).isEqualTo("Damage free: 1 order missed it.");
        assertThat(english(new Evidence.Missed(Measure.DAMAGE_FREE, 1_200)))
                .isEqualTo("Damage free: 1,200 orders missed it.");
        assertThat(english(new Evidence.Late("A-17", TEN, Optional.of(TEN.plus(Duration.ofMinutes(150))))))
                .isEqualTo("Order A-17 is due 2026-11-24 10:00 UTC; its estimated arrival is 2026-11-24 12:30 UTC,"
                        + " 2 h 30 min too late.");
        assertThat(english(new Evidence.Late("A-17", TEN, Optional.empty())))
                .isEqualTo("Order A-17 is due 2026-11-24 10:00 UTC and has no estimated arrival.");
        assertThat(english(new Evidence.Silence(StalenessRule.Source.EVENTS, Optional.of(TEN), Duration.ofMinutes(10))))
                .isEqualTo("The newest event is of 2026-11-24 10:00 UTC; more than 10 min without one is too long.");
        assertThat(chinese(
                        new Evidence.Silence(StalenessRule.Source.SNAPSHOTS, Optional.empty(), Duration.ofSeconds(90))))
                .isEqualTo("从未生成快照；超过 1 分钟 30 秒 没有快照即为过久。");
    }

    @Test
    void titles_sayWhatItIsAbout() {
        assertThat(Wording.of(Locale.ENGLISH).title(Samples.firing()))
                .isEqualTo("Firing: gold-otif (tier gold, carrier DHL)");
        assertThat(Wording.of(Locale.CHINESE).title(Samples.resolved())).isEqualTo("已恢复：gold-otif（客户等级 gold，承运商 DHL）");
        assertThat(Wording.digest(Samples.message(Samples.firing(), Samples.resolved()))
                        .title())
                .isEqualTo("Alerts: 1 firing, 1 resolved");
    }

    @Test
    void manyAlerts_areCountedAndNotAllShown() {
        Digest digest = Wording.digest(Samples.many(37));

        assertThat(digest.alerts()).hasSize(Digest.MOST_SHOWN);
        assertThat(digest.rest()).isEqualTo("and 27 more");
    }

    @Test
    void hostileNames_stayOneLineOfVisibleSigns() {
        String title = Wording.of(Locale.ENGLISH).title(Samples.hostile());

        assertThat(title).doesNotContain("\n", "\r", "\u202E").contains("\uFFFDBcc: x");
        assertThat(Names.clean("x".repeat(5_000))).hasSize(201);
        assertThat(Names.clean("\uD83D\uDE9A")).isEqualTo("\uD83D\uDE9A");
        assertThat(Names.clean("\uD83D")).isEqualTo("\uFFFD");
        assertThat(Names.clean("{0} '{1}'")).isEqualTo("{0} '{1}'");
    }

    @Test
    void escapes_leaveNoMarkup() {
        String shown = Names.clean(Samples.HOSTILE);

        assertThat(Escape.SLACK.of(shown)).doesNotContain("<", ">").contains("&lt;!channel&gt;");
        assertThat(Escape.MATTERMOST.of(shown))
                .contains("@\u200Ball", "\\[x\\](", "\\`c\\`")
                .doesNotContain("@all");
        assertThat(Escape.WIDE.of(shown)).doesNotContainPattern("[\\[\\]<>`*@]").contains("＠all", "［x］(");
        assertThat(Escape.HTML.of(shown)).doesNotContain("<", ">", "\"").contains("&lt;script&gt;");
    }

    @Test
    void aCut_keepsWholeSignsWithinTheBytes() {
        String cut = Cut.toBytes(List.of("a".repeat(9) + "\uD83D\uDE9A".repeat(9)), "", 20);

        assertThat(cut).isEqualTo("a".repeat(9) + "\uD83D\uDE9A\uD83D\uDE9A…");
        assertThat(Cut.toBytes(List.of("aaaa", "bbbb", "cccc"), "-", 12)).isEqualTo("aaaa-bbbb…");
        assertThat(Cut.toBytes(List.of("aaaa", "bbbb"), "-", 12)).isEqualTo("aaaa-bbbb");
    }

    private static String english(Evidence evidence) {
        return Wording.of(Locale.ENGLISH).sentence(evidence);
    }

    private static String chinese(Evidence evidence) {
        return Wording.of(Locale.SIMPLIFIED_CHINESE).sentence(evidence);
    }

    private static TreeSet<String> values(String text) {
        TreeSet<String> values = new TreeSet<>();
        Pattern.compile("\\{\\d").matcher(text).results().forEach(value -> values.add(value.group()));
        return values;
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (var in = WordingTest.class.getResourceAsStream("/i18n/" + name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
