package io.perfectorder.app;

import io.perfectorder.ingest.FileReplay;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;

/** Replays the file of {@code monitor.replay} while the servers are up. A file that breaks off leaves them up. */
@Component
class ReplayLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayLifecycle.class);

    private final FileReplay replay;
    private final Optional<Path> file;
    private final double speed;
    private @Nullable Disposable running;

    ReplayLifecycle(FileReplay replay, MonitorProperties properties) {
        this.replay = replay;
        this.file = properties.fileToReplay();
        this.speed = properties.speed();
    }

    @Override
    public synchronized void start() {
        file.ifPresent(path -> running = replay.play(path, speed)
                .subscribe(_ -> {}, failed -> LOG.error("event=replay-broken-off cause=\"{}\"", failed.getMessage())));
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
