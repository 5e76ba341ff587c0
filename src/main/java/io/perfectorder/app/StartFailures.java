package io.perfectorder.app;

import io.perfectorder.ingest.FileFailed;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one line, without a stack trace, why the process does not start, whenever the reason is understood. */
final class StartFailures implements FailureAnalyzer, FailureAnalysisReporter {
    private final PrintStream screen;

    StartFailures() {
        this(System.err);
    }

    StartFailures(PrintStream screen) {
        this.screen = screen;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongProperty || cause instanceof FileFailed) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
            }
        }
        return null;
    }

    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        print(analysis.getDescription() + action);
    }

    void print(@Nullable String reason) {
        screen.println("perfect-order-monitor does not start: "
                + String.valueOf(reason).strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
