package io.perfectorder.alerting;

import io.perfectorder.alerting.channel.Alert;
import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.alerting.channel.Message;
import io.perfectorder.alerting.channel.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A channel that remembers what it was sent and answers as it is told. */
final class RecordingChannel implements Channel {
    final List<Message> messages = new ArrayList<>();
    int attempts;
    Supplier<Mono<Sent>> answer = () -> Mono.just(new Sent.Delivered());

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> {
            attempts++;
            return answer.get().doOnNext(sent -> {
                if (sent instanceof Sent.Delivered) {
                    messages.add(message);
                }
            });
        });
    }

    /** What was told, in order: phase and value of the tier. */
    List<String> told() {
        return messages.stream()
                .flatMap(message -> message.alerts().stream())
                .map(alert -> alert.phase() + " " + alert.group().tier())
                .toList();
    }

    /** The stable keys of what was told. */
    List<String> keys() {
        return messages.stream()
                .flatMap(message -> message.alerts().stream())
                .map(RecordingChannel::key)
                .toList();
    }

    static String key(Alert alert) {
        return alert.fingerprint() + " " + alert.startsAt() + " " + alert.phase();
    }
}
