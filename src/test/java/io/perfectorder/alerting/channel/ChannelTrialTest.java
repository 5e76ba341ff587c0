package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ChannelTrialTest {
    private static final URI BOARD = URI.create("https://monitor.example/");

    @Test
    void aTest_isSentAsAnAlertAndItsEnd() {
        try (var receiver = Receiver.answering(200, "")) {
            StepVerifier.create(trial(receiver).send("chat", Locale.CHINESE))
                    .expectNext(new Sent.Delivered())
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));

            assertThat(receiver.got()).hasSize(2);
            assertThat(receiver.got().get(0).body()).contains("告警：test-message", "这是一条测试消息，没有任何异常。");
            assertThat(receiver.got().get(1).body()).contains("已恢复：test-message");
        }
    }

    @Test
    void aTestThatDoesNotArrive_endsThere() {
        try (var receiver = Receiver.answering(410, "")) {
            StepVerifier.create(trial(receiver).send("chat", Locale.ENGLISH))
                    .expectNext(new Sent.Refused("status 410"))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));

            assertThat(receiver.got()).hasSize(1);
        }
    }

    @Test
    void aNameThatNoChannelHas_isNothing() {
        try (var receiver = Receiver.answering(200, "")) {
            StepVerifier.create(trial(receiver).send("fax", Locale.ENGLISH)).verifyComplete();

            assertThat(receiver.got()).isEmpty();
        }
    }

    private static ChannelTrial trial(Receiver receiver) {
        Channel chat = new AttachmentChannel(receiver.target("/"), Escape.SLACK, Samples.courier(Samples.PATIENCE));
        return new ChannelTrial(Map.of("chat", chat), BOARD, Samples.CLOCK);
    }
}
