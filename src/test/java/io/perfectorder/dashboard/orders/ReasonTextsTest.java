package io.perfectorder.dashboard.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.LineStanding;
import io.perfectorder.core.verdict.Reason;
import io.perfectorder.dashboard.BundleWords;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReasonTextsTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");
    private static final LineStanding LINE =
            new LineStanding(new OrderLine(2, "s", Quantity.of(10)), new BigDecimal("8.000"));

    @Test
    void aReason_isASentenceWithItsFacts() {
        List<Reason> reasons = List.of(new Reason.LineShort(LINE), new Reason.CameLate(Duration.ofMinutes(192)));

        assertThat(texts(Locale.ENGLISH).sentence(reasons))
                .isEqualTo("Line 2: 8 of 10 delivered; the last delivery came 3 h 12 min after the deadline.");
        assertThat(texts(Locale.SIMPLIFIED_CHINESE).sentence(reasons))
                .isEqualTo("第 2 行：已交付 8，应交付 10；最后一次交付比截止时间晚 3 小时 12 分钟。");
    }

    @Test
    void times_areTheViewers() {
        assertThat(texts(Locale.SIMPLIFIED_CHINESE).sentence(List.of(new Reason.DeliveriesCame(1, AT))))
                .contains("18:00:00");
    }

    @Test
    void everyReason_hasATextInBothLanguages() {
        List<Reason> all = List.of(
                new Reason.CustomerCancelled(AT),
                new Reason.DeliveriesCame(1, AT),
                new Reason.DeliveriesCame(2, AT),
                new Reason.NothingDelivered(Optional.empty()),
                new Reason.NothingDelivered(Optional.of(AT)),
                new Reason.DeadlineIs(AT),
                new Reason.CameEarly(Duration.ofSeconds(1), AT),
                new Reason.CameLate(Duration.ofDays(3)),
                new Reason.CameInTime(Duration.ZERO),
                new Reason.CameInTime(Duration.ofMillis(1)),
                new Reason.LinesComplete(1),
                new Reason.LinesComplete(3),
                new Reason.LineShort(LINE),
                new Reason.MoreLinesShort(4),
                new Reason.NoDamage(),
                new Reason.DamageReported(1),
                new Reason.DamageReported(2),
                new Reason.ReturnedSpoilt(1),
                new Reason.ReturnedSpoilt(2),
                new Reason.NoDispute(),
                new Reason.DocumentsDisputed(
                        List.of("invoice", "packing-list", "delivery-note", "bill-of-lading", "certificate", "other")),
                new Reason.NoComplaint(),
                new Reason.ComplaintsOpened(1),
                new Reason.ComplaintsOpened(2),
                new Reason.AllMet(List.of(Criterion.values())));

        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            assertThat(all)
                    .allSatisfy(reason ->
                            assertThat(texts(locale).sentence(List.of(reason))).doesNotContain("{", "!"));
        }
    }

    private static ReasonTexts texts(Locale locale) {
        return new ReasonTexts(BundleWords.in(locale), new ViewerFormat(locale, ZoneId.of("Asia/Shanghai")));
    }
}
