package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Token buckets by name, in bounded memory: when there are too many names, the one that was asked for longest ago is forgotten, which
 * gives it a full bucket again. Safe for many threads.
 */
public final class RateLimits {
    private static final int LARGEST = 20_000;
    private static final double NANOS = 1e9;

    private record Bucket(double tokens, Instant at) {}

    private final double perSecond;
    private final double burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > LARGEST;
        }
    };

    /** A rate of 0 is no limit. */
    public RateLimits(double perSecond, double burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** Takes a token; when there is none, tells how long it takes until there is one. */
    public Optional<Duration> take(String name) {
        return ask(name, 1);
    }

    /** The same, and takes none. */
    public Optional<Duration> waitFor(String name) {
        return ask(name, 0);
    }

    /** How many names are remembered. */
    public synchronized int size() {
        return buckets.size();
    }

    private synchronized Optional<Duration> ask(String name, int taken) {
        if (perSecond == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Bucket before = buckets.get(name);
        double tokens = before == null ? burst : refilled(before, now);
        if (tokens < 1) {
            buckets.put(name, new Bucket(tokens, now));
            return Optional.of(Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS)));
        }
        if (taken > 0 || before != null) {
            buckets.put(name, new Bucket(tokens - taken, now));
        }
        return Optional.empty();
    }

    /** A clock that was set back adds nothing. */
    private double refilled(Bucket bucket, Instant now) {
        double gone = Math.max(0, Duration.between(bucket.at(), now).toNanos() / NANOS);
        return Math.min(burst, bucket.tokens() + gone * perSecond);
    }
}
