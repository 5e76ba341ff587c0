package io.perfectorder.tracing;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.alerting.channel.Message;
import io.perfectorder.alerting.channel.Sent;
import reactor.core.publisher.Mono;

/** A trace for each message of alerts that a channel is asked to send. The receiver hears nothing of it: its address is nobody's but its. */
final class DeliverySpans {
    private DeliverySpans() {}

    static Channel of(Tracer tracer, String name, Channel channel) {
        return message -> Mono.defer(() -> {
            Span span = tracer.spanBuilder()
                    .setNoParent()
                    .kind(Span.Kind.CLIENT)
                    .name("alert delivery")
                    .tag("perfect_order.channel", name)
                    .tag("perfect_order.alerts", message.alerts().size())
                    .start();
            return sent(channel, message, span);
        });
    }

    private static Mono<Sent> sent(Channel channel, Message message, Span span) {
        return channel.send(message)
                .doOnNext(sent -> span.tag("perfect_order.outcome", outcome(sent)))
                .doOnError(span::error)
                .doFinally(_ -> span.end());
    }

    private static String outcome(Sent sent) {
        return switch (sent) {
            case Sent.Delivered _ -> "delivered";
            case Sent.TryAgain _ -> "failed";
            case Sent.Refused _ -> "refused";
        };
    }
}
