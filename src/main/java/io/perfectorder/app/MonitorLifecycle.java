package io.perfectorder.app;

import io.perfectorder.ingest.FileImport;
import io.perfectorder.pipeline.MonitorLoop;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Recovers the loop and loads the import before the servers open; stops the loop after they have closed. */
@Component
class MonitorLifecycle implements SmartLifecycle {
    /** Long enough to read the cube of a large history; the server is not open yet, so waiting blocks nobody. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

    private final MonitorLoop loop;
    private final FileImport fileImport;
    private final MonitorProperties properties;
    private final String importFile;
    private volatile boolean running;

    MonitorLifecycle(
            MonitorLoop loop,
            FileImport fileImport,
            MonitorProperties properties,
            @Value("${monitor.import:}") String importFile) {
        this.loop = loop;
        this.fileImport = fileImport;
        this.properties = properties;
        this.importFile = importFile;
    }

    @Override
    public void start() {
        loop.start().block(RECOVERY_LIMIT);
        running = true;
        if (importFile.isBlank()) {
            return;
        }
        Long rejected = fileImport.load(Path.of(importFile)).block();
        if (properties.exit()) {
            throw new ImportDone(rejected != null && rejected == 0 ? 0 : 1);
        }
    }

    @Override
    public void stop() {
        running = false;
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Ends the start with the exit code of an import that should not be followed by serving. */
    static final class ImportDone extends RuntimeException implements ExitCodeGenerator {
        private static final long serialVersionUID = 1L;

        private final int exitCode;

        ImportDone(int exitCode) {
            super("import done", null, false, false);
            this.exitCode = exitCode;
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
