package io.perfectorder.alerting.channel;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tries a channel: sends an alert that says of itself that it is a test, and its end. Nothing is tried again. */
public final class ChannelTrial {
    private final Map<String, Channel> channels;
    private final URI board;
    private final InstantSource clock;

    /** {@code board}: where the link in the message leads. */
    public ChannelTrial(Map<String, Channel> channels, URI board, InstantSource clock) {
        this.channels = Map.copyOf(channels);
        this.board = board;
        this.clock = clock;
    }

    /** The names of the channels that there are. */
    public List<String> names() {
        return channels.keySet().stream().sorted().toList();
    }

    /** What became of it, or of the first of the two messages that did not arrive; empty for a name that no channel has. */
    public Mono<Sent> send(String name, Locale locale) {
        Channel channel = channels.get(name);
        return channel == null
                ? Mono.empty()
                : Mono.defer(() -> Flux.fromIterable(TestMessage.of(board, locale, clock.instant()))
                        .concatMap(channel::send, 0)
                        .takeUntil(sent -> !(sent instanceof Sent.Delivered))
                        .last());
    }
}
