package io.perfectorder.app;

import io.perfectorder.ingest.FileImport;
import io.perfectorder.pipeline.Following;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.MonitorLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Recovers the loop and loads the import before the servers open, when this process leads, and else follows the one that does; stops
 * the loop after they have closed. Leadership may change at any time in between.
 */
@Component
class MonitorLifecycle implements SmartLifecycle, ExitCodeGenerator {
    /** Long enough to read the cube of a large history; the server is not open yet, so waiting blocks nobody. */
    private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

    /** More than the database needs to see that the leader before has died. */
    private static final Duration IMPORT_PATIENCE = Duration.ofSeconds(15);

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(MonitorLifecycle.class);

    private final MonitorLoop loop;
    private final Following following;
    private final Leadership leadership;
    private final FileImport fileImport;
    private final Optional<Path> importFile;
    private Disposable listening = Disposables.disposed();
    private volatile boolean running;
    private volatile long rejected;

    MonitorLifecycle(
            MonitorLoop loop,
            Following following,
            Leadership leadership,
            FileImport fileImport,
            MonitorProperties properties) {
        this.loop = loop;
        this.following = following;
        this.leadership = leadership;
        this.fileImport = fileImport;
        this.importFile = properties.fileToImport();
    }

    @Override
    public void start() {
        boolean leads = Objects.requireNonNull(leadership.campaign().block(LIMIT));
        if (!leads && importFile.isPresent()) {
            leads = waitForTheLead(importFile.get());
        }
        if (leads) {
            loop.start().block(RECOVERY_LIMIT);
        } else {
            LOG.info("event=following reason=\"another process leads on this database\"");
            loop.follow(following);
        }
        boolean begun = leads;
        listening = leadership
                .terms()
                .skipWhile(term -> term == begun)
                .subscribe(this::become, failed -> LOG.error("event=loop-does-not-follow-leadership", failed));
        running = true;
        importFile.ifPresent(
                file -> rejected = Objects.requireNonNull(fileImport.load(file).block()));
    }

    private boolean waitForTheLead(Path file) {
        return leadership
                .terms()
                .filter(term -> term)
                .next()
                .timeout(IMPORT_PATIENCE)
                .onErrorMap(
                        _ -> new WrongProperty(
                                "monitor.import",
                                file,
                                "a file only where no other process leads on the database; send it to that one's POST /api/events"))
                .blockOptional()
                .orElse(false);
    }

    private void become(boolean leader) {
        if (leader) {
            loop.lead();
        } else {
            loop.follow(following);
        }
    }

    @Override
    public void stop() {
        running = false;
        listening.dispose();
        loop.stop().block();
        leadership.resign();
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
