package io.perfectorder.alerting.channel;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each channel was asked to send, by what became of it. The channels are those of the configuration, so they are few. */
public final class Deliveries {
    private final Map<String, Counters> counters = new ConcurrentHashMap<>();

    /**
     * The attempts of one channel since the start.
     *
     * @param failed those that may go well later
     */
    public record Counts(long delivered, long failed, long refused) {}

    private record Counters(LongAdder delivered, LongAdder failed, LongAdder refused) {
        void count(Sent sent) {
            switch (sent) {
                case Sent.Delivered _ -> delivered.increment();
                case Sent.TryAgain _ -> failed.increment();
                case Sent.Refused _ -> refused.increment();
            }
        }
    }

    /** The same channel, with every attempt counted. */
    Channel counted(String name, Channel channel) {
        Counters own =
                counters.computeIfAbsent(name, _ -> new Counters(new LongAdder(), new LongAdder(), new LongAdder()));
        return message -> channel.send(message).doOnNext(own::count);
    }

    /** By the names of the channels, those that never sent included. */
    public Map<String, Counts> counts() {
        Map<String, Counts> now = new TreeMap<>();
        counters.forEach((name, own) -> now.put(
                name,
                new Counts(
                        own.delivered().sum(), own.failed().sum(), own.refused().sum())));
        return now;
    }
}
