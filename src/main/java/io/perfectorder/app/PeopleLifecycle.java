package io.perfectorder.app;

import io.perfectorder.security.Admitted;
import io.perfectorder.security.Invited;
import io.perfectorder.security.Passwords;
import io.perfectorder.security.Sessions;
import io.perfectorder.security.Token;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads who is admitted before the servers open, and again every few seconds; makes the administrator whom the configuration declares, or,
 * while there is none, the link that makes one.
 */
@Component
class PeopleLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PeopleLifecycle.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Admitted admitted;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Scheduler scheduler;
    private final InstantSource wall;
    private final String declared;
    private final boolean board;
    private final Disposable.Swap reading = Disposables.swap();
    private volatile boolean running;
    private volatile Optional<Token> firstLink = Optional.empty();

    PeopleLifecycle(
            Admitted admitted,
            Sessions sessions,
            Passwords passwords,
            Scheduler peopleScheduler,
            InstantSource wall,
            MonitorProperties monitor,
            UiProperties ui) {
        this.admitted = admitted;
        this.sessions = sessions;
        this.passwords = passwords;
        this.scheduler = peopleScheduler;
        this.wall = wall;
        this.declared = monitor.adminPassword().strip();
        this.board = ui.enabled() && !monitor.exit();
    }

    /** What makes the first administrator, until somebody can administer. */
    Optional<Token> firstLink() {
        return admitted.administered() ? Optional.empty() : firstLink;
    }

    @Override
    public void start() {
        sessions.trim(wall.instant()).then(admitted.refresh(wall.instant())).block(LIMIT);
        if (!admitted.administered() && !declared.isEmpty()) {
            passwords.declare(MonitorProperties.ADMINISTRATOR, declared).block(LIMIT);
        }
        if (!admitted.administered() && board) {
            firstLink = passwords.link(new Invited.FirstAdministrator()).blockOptional(LIMIT);
        }
        if (board) {
            reading.update(Flux.interval(EVERY, scheduler)
                    .onBackpressureDrop()
                    .concatMap(_ -> refresh(), 1)
                    .subscribe(_ -> {}, failure -> LOG.error("people=stopped reason=\"{}\"", failure.toString())));
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        reading.update(Disposables.disposed());
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1;
    }

    /** While the store is away, those who are in stay in. */
    private Mono<Void> refresh() {
        return admitted.refresh(wall.instant()).timeout(LIMIT, scheduler).onErrorResume(failure -> {
            LOG.warn("event=people-not-read cause=\"{}\"", failure.toString());
            return Mono.empty();
        });
    }
}
