package io.perfectorder.ingest;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;

/** Where progress is shown: a terminal, on which one line is drawn anew, or a log, which gets a line now and then. */
public final class Screen {
    private final PrintStream out;
    private final boolean terminal;
    private int drawn;

    public Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Standard output. */
    @SuppressWarnings(
            "SystemConsoleNull") // By its contract there may be none, and JDK 25 gives none without a terminal.
    public static Screen standard() {
        Console console = System.console();
        return new Screen(System.out, console != null && console.isTerminal());
    }

    /** How often progress is worth showing here. */
    Duration period() {
        return terminal ? Duration.ofMillis(200) : Duration.ofSeconds(5);
    }

    /** Replaces the line of progress. */
    synchronized void progress(String line) {
        if (!terminal) {
            out.println(line);
            return;
        }
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    /** Prints a line that stays. */
    synchronized void line(String line) {
        if (drawn > 0) {
            out.println();
            drawn = 0;
        }
        out.println(line);
    }
}
