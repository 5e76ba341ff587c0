package io.perfectorder.dashboard.live;

import io.perfectorder.pipeline.SnapshotFeed;
import java.time.InstantSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /pulse}: what an open page asks to know whether the server it was loaded from is still there. It opens no session. See ADR
 * 0042.
 */
@RestController
final class PulseController {
    /**
     * Instants are milliseconds since the epoch.
     *
     * @param start another value after every start of the server
     * @param snapshot when the newest snapshot was taken
     */
    record Pulse(String start, long now, long snapshot) {}

    private final ServerStart start;
    private final SnapshotFeed feed;
    private final InstantSource wall;

    PulseController(ServerStart start, SnapshotFeed feed, InstantSource wall) {
        this.start = start;
        this.feed = feed;
        this.wall = wall;
    }

    @GetMapping("/pulse")
    ResponseEntity<Pulse> pulse() {
        Pulse pulse = new Pulse(
                start.text(),
                wall.instant().toEpochMilli(),
                feed.current().takenAt().toEpochMilli());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(pulse);
    }
}
