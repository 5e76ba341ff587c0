package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.UI;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** How numbers and times are written for one viewer: in the viewer's language and time zone. */
public record ViewerFormat(Locale locale, ZoneId zone) {
    /** What stands where there is no value. */
    public static final String NO_VALUE = "—";

    /** The format of the viewer of this page. */
    public static ViewerFormat of(UI ui) {
        return new ViewerFormat(ui.getLocale(), zoneOf(ui));
    }

    /** A ratio from 0 to 1, to a tenth of a percent; only all is 100 % and only nothing is 0 %. */
    public String percent(double ratio) {
        double shown = ratio > 0 && ratio < 1 ? Math.clamp(ratio, 0.001, 0.999) : ratio;
        return fraction(NumberFormat.getPercentInstance(locale), 1).format(shown);
    }

    /** A difference of ratios in percentage points, signed. */
    public String points(double difference) {
        long tenths = Math.round(Math.abs(difference) * 1000);
        String sign = tenths == 0 ? "±" : difference < 0 ? "−" : "+";
        return sign + fraction(NumberFormat.getNumberInstance(locale), 1).format(tenths / 10.0);
    }

    public String count(long count) {
        return NumberFormat.getIntegerInstance(locale).format(count);
    }

    /** A rate of events, with a fraction only where it says something. */
    public String perSecond(double rate) {
        return fraction(NumberFormat.getNumberInstance(locale), rate < 10 ? 1 : 0)
                .format(rate);
    }

    /** Date and time to the minute. */
    public String minute(Instant instant) {
        return formatter(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT))
                .format(instant);
    }

    /** Date and time to the second. */
    public String second(Instant instant) {
        return formatter(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM))
                .format(instant);
    }

    /** The time of day to the minute. */
    public String timeOfDay(Instant instant) {
        return formatter(DateTimeFormatter.ofPattern("HH:mm")).format(instant);
    }

    private DateTimeFormatter formatter(DateTimeFormatter formatter) {
        return formatter.withLocale(locale).withZone(zone);
    }

    private static NumberFormat fraction(NumberFormat format, int digits) {
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format;
    }

    private static ZoneId zoneOf(UI ui) {
        String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
        try {
            return id == null ? ZoneOffset.UTC : ZoneId.of(id);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }
}
