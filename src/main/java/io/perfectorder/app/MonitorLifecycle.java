package io.perfectorder.app;

import io.perfectorder.pipeline.MonitorLoop;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Recovers the loop before the servers open, and stops it after they have closed. */
@Component
class MonitorLifecycle implements SmartLifecycle {
    /** Long enough to read the cube of a large history; the server is not open yet, so waiting blocks nobody. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

    private final MonitorLoop loop;
    private volatile boolean running;

    MonitorLifecycle(MonitorLoop loop) {
        this.loop = loop;
    }

    @Override
    public void start() {
        loop.start().block(RECOVERY_LIMIT);
        running = true;
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

    @Override
    public int getPhase() {
        return 0;
    }
}
