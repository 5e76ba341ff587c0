package io.perfectorder.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far a file is: a bar, the rate, the time left and what became of its events. Called by one thread at a time. */
final class Progress {
    private static final int BAR = 24;
    private static final int SHOWN_PROBLEMS = 5;

    private final String title;
    private final EventFile file;
    private final Receipt receipt;
    private final InstantSource wall;
    private final Screen screen;
    private final Instant started;
    private Instant shown;

    Progress(String title, EventFile file, Receipt receipt, InstantSource wall, Screen screen) {
        this.title = title;
        this.file = file;
        this.receipt = receipt;
        this.wall = wall;
        this.screen = screen;
        this.started = wall.instant();
        this.shown = started;
    }

    /** Shows the progress when it was not shown for a while. {@code note} comes at the end of the line. */
    synchronized void show(String note) {
        Instant now = wall.instant();
        if (now.isBefore(shown.plus(screen.period()))) {
            return;
        }
        shown = now;
        double share = file.share();
        String left = share < 0.001 ? "?" : clock(seconds() * (1 - share) / share);
        screen.progress(String.format(
                Locale.ROOT,
                "%s [%s] %3.0f %%  %s left  %,d events/s  %s%s",
                title,
                bar(share),
                Math.floor(100 * share),
                left,
                rate(),
                receipt.summary(),
                note.isEmpty() ? "" : "  " + note));
    }

    /** Says what became of the whole file, with the first rejections and their reasons. */
    synchronized void end(String how) {
        screen.line(String.format(
                Locale.ROOT,
                "%s %s: %,d events in %s, %,d events/s  %s",
                title,
                how,
                receipt.total(),
                clock(seconds()),
                rate(),
                receipt.summary()));
        if (receipt.json().get("problems") instanceof List<?> problems) {
            problems.stream().limit(SHOWN_PROBLEMS).forEach(this::problem);
        }
        if (receipt.rejected() > SHOWN_PROBLEMS) {
            screen.line(String.format(
                    Locale.ROOT,
                    "  and %,d more; all are kept in the dead letters",
                    receipt.rejected() - SHOWN_PROBLEMS));
        }
    }

    private void problem(Object problem) {
        if (problem instanceof Map<?, ?> fields) {
            screen.line("  rejected event " + fields.get("index") + " (from 0): " + fields.get("code") + ", "
                    + fields.get("detail"));
        }
    }

    private long rate() {
        return Math.round(receipt.total() / seconds());
    }

    private double seconds() {
        return Math.max(0.001, Duration.between(started, wall.instant()).toMillis() / 1000.0);
    }

    private static String bar(double share) {
        int full = (int) (BAR * share);
        return "#".repeat(full) + ".".repeat(BAR - full);
    }

    private static String clock(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3_600, whole / 60 % 60, whole % 60);
    }
}
