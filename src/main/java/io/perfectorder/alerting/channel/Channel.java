package io.perfectorder.alerting.channel;

import reactor.core.publisher.Mono;

/** One way to tell people. */
public interface Channel {
    /** Sends when subscribed to. What goes wrong is an answer, not an error. */
    Mono<Sent> send(Message message);
}
