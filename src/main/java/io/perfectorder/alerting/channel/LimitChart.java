package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.Evidence;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A bar as long as the figure, and a mark at its limit, as a small PNG. It holds no text, so that it needs no fonts: the sentence beside
 * it says the same.
 */
final class LimitChart {
    static final int WIDTH = 320;
    static final int HEIGHT = 18;

    private static final int MARK_WIDTH = 3;
    private static final int MARGIN = 4;
    private static final Color GROUND = new Color(0xE7EAEE);
    private static final Color BAR = new Color(0x4A6A8A);
    private static final Color MARK = new Color(0xB3261E);

    private final double value;
    private final double limit;
    private final double whole;

    /** All on one scale that begins at 0 and ends at {@code whole}. */
    private LimitChart(double value, double limit, double whole) {
        this.value = value;
        this.limit = limit;
        this.whole = whole;
    }

    /** Empty for evidence that has no figure with a limit. */
    static Optional<byte[]> png(Evidence evidence) {
        return of(evidence).map(LimitChart::drawn);
    }

    private static Optional<LimitChart> of(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Level level -> ratio(level.numerator(), level.denominator(), level.limit());
            case Evidence.Significance e -> ratio(e.numerator(), e.denominator(), e.target());
            case Evidence.Burn burn -> Optional.of(open(burn.longRate(), burn.factor()));
            case Evidence.Drift drift -> Optional.of(open(drift.sum(), drift.limit()));
            case Evidence.Missed _, Evidence.Late _, Evidence.Silence _ -> Optional.empty();
        };
    }

    private static Optional<LimitChart> ratio(long numerator, long denominator, double limit) {
        return denominator == 0
                ? Optional.empty()
                : Optional.of(new LimitChart((double) numerator / denominator, limit, 1));
    }

    private static LimitChart open(double value, double limit) {
        return new LimitChart(value, limit, Math.max(Math.max(value, limit) * 1.1, Double.MIN_NORMAL));
    }

    private byte[] drawn() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(GROUND);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(BAR);
        pen.fillRect(0, MARGIN, pixels(value), HEIGHT - 2 * MARGIN);
        pen.setColor(MARK);
        pen.fillRect(Math.min(pixels(limit), WIDTH - MARK_WIDTH), 0, MARK_WIDTH, HEIGHT);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException("written to memory", impossible);
        }
        return png.toByteArray();
    }

    private int pixels(double length) {
        return Math.toIntExact(Math.round(Math.clamp(length / whole, 0, 1) * WIDTH));
    }
}
