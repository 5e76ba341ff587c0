package io.perfectorder.app;

import io.perfectorder.ingest.FileImport;
import io.perfectorder.pipeline.MonitorLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Recovers the loop and loads the import before the servers open; stops the loop after they have closed. */
@Component
class MonitorLifecycle implements SmartLifecycle, ExitCodeGenerator {
    /** Long enough to read the cube of a large history; the server is not open yet, so waiting blocks nobody. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

    private final MonitorLoop loop;
    private final FileImport fileImport;
    private final Optional<Path> importFile;
    private volatile boolean running;
    private volatile long rejected;

    MonitorLifecycle(MonitorLoop loop, FileImport fileImport, MonitorProperties properties) {
        this.loop = loop;
        this.fileImport = fileImport;
        this.importFile = properties.fileToImport();
    }

    @Override
    public void start() {
        loop.start().block(RECOVERY_LIMIT);
        running = true;
        importFile.ifPresent(
                file -> rejected = Objects.requireNonNull(fileImport.load(file).block()));
    }

    @Override
    public void stop() {
        running = false;
        loop.stop().block();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** 1 when the import rejected anything, else 0. */
    @Override
    public int getExitCode() {
        return rejected == 0 ? 0 : 1;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
