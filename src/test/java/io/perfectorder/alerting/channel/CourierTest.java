package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Receivers that are good, slow, failing, redirecting and endless, and names that lead where nobody may go. */
class CourierTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aGoodReceiver_hasTheMessage() {
        try (var receiver = Receiver.answering(202, "")) {
            expect(receiver, sent -> assertThat(sent).isEqualTo(new Sent.Delivered()));

            assertThat(receiver.got()).singleElement().satisfies(got -> {
                assertThat(got.body()).isEqualTo("{\"a\":\"é\"}");
                assertThat(got.headers().get("Content-Type")).isEqualTo("application/json");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void aReceiverThatIsBusy_isAskedAgainLater(int status) {
        try (var receiver = Receiver.answering(status, "", Map.of("Retry-After", "30"))) {
            expect(
                    receiver,
                    sent -> assertThat(sent)
                            .isEqualTo(new Sent.TryAgain("status " + status, Optional.of(Duration.ofSeconds(30)))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
    void aReceiverThatWillNever_refuses(int status) {
        try (var receiver = Receiver.answering(status, "no")) {
            expect(receiver, sent -> assertThat(sent).isEqualTo(new Sent.Refused("status " + status)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectionToTheLoopback_isNotFollowed(int status) {
        try (var inner = Receiver.answering(200, "secret");
                var receiver =
                        Receiver.answering(status, "", Map.of("Location", "http://127.0.0.1:" + inner.port() + "/"))) {
            expect(
                    receiver,
                    sent -> assertThat(sent)
                            .isEqualTo(new Sent.Refused("redirected (" + status + "), which is not followed")));

            assertThat(inner.got()).isEmpty();
        }
    }

    @Test
    void aReceiverThatNeverAnswers_isLeft() {
        try (var receiver = Receiver.answering((_, _) -> Mono.never())) {
            verify(
                    Samples.courier(Duration.ofMillis(300)),
                    receiver.target("/"),
                    sent -> assertThat(sent).isEqualTo(new Sent.TryAgain("no answer within 300 ms", Optional.empty())));
        }
    }

    @Test
    void anAnswerThatTricklesForEver_isLeft() {
        Flux<ByteBuf> trickle = Flux.interval(Duration.ofMillis(50))
                .onBackpressureDrop()
                .map(_ -> Unpooled.wrappedBuffer(new byte[] {'x'}));
        try (var receiver = Receiver.answering((_, response) -> response.send(trickle, _ -> true))) {
            verify(
                    Samples.courier(Duration.ofMillis(400)),
                    receiver.target("/"),
                    sent -> assertThat(sent).isEqualTo(new Sent.TryAgain("no answer within 400 ms", Optional.empty())));
        }
    }

    @Test
    void anEndlessAnswer_isCutOffAndItsStatusCounts() {
        AtomicInteger pulled = new AtomicInteger();
        try (var receiver = Receiver.answering((_, response) -> response.send(Flux.generate(sink -> {
            pulled.incrementAndGet();
            sink.next(Unpooled.wrappedBuffer(new byte[8_192]));
        })))) {
            AtomicReference<Answer> seen = new AtomicReference<>();
            StepVerifier.create(Samples.courier(LONG).post(Posting.of(receiver.target("/"), "{}"), answer -> {
                        seen.set(answer);
                        return answer.byStatus();
                    }))
                    .expectNext(new Sent.Delivered())
                    .expectComplete()
                    .verify(LONG);

            assertThat(seen.get().body()).isEmpty();
            assertThat(CodedAnswer.read(seen.get(), "code", Set.of()))
                    .isEqualTo(new Sent.Refused("the answer has no number 'code'"));
        }
    }

    @Test
    void aConnectionThatIsCut_isTriedAgainLaterAndNotAtOnce() {
        try (var receiver = Receiver.answering((_, response) -> {
            response.withConnection(connection -> connection.channel().close());
            return Mono.never();
        })) {
            expect(receiver, sent -> assertThat(sent).isInstanceOf(Sent.TryAgain.class));

            assertThat(receiver.got()).hasSize(1);
        }
    }

    @Test
    void aPortWhereNobodyListens_isTriedAgainLater() {
        Target gone;
        try (var receiver = Receiver.answering(200, "")) {
            gone = receiver.target("/");
        }
        verify(Samples.courier(LONG), gone, sent -> assertThat(sent).isInstanceOf(Sent.TryAgain.class));
    }

    @Test
    void aNameThatNobodyKnows_isTriedAgainLater() {
        HostNames nobody = host -> {
            throw new UnknownHostException(host);
        };
        verify(
                Samples.courier(LONG, List.of(), nobody),
                Target.of("http://hooks.example/token"),
                sent -> assertThat(sent).isEqualTo(new Sent.TryAgain("the host name is not known", Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://0.0.0.0:%d/",
                "http://localhost:%d/"
            })
    void theLoopback_isRefusedHoweverItIsWritten(String form) {
        try (var receiver = Receiver.answering(200, "")) {
            verify(
                    Samples.courier(LONG, List.of(), HostNames.ofTheSystem()),
                    Target.of(form.formatted(receiver.port())),
                    sent -> assertThat(sent)
                            .isInstanceOfSatisfying(
                                    Sent.Refused.class,
                                    refused -> assertThat(refused.reason())
                                            .matches("the address of .* is (loopback|unspecified)")));

            assertThat(receiver.got()).isEmpty();
        }
    }

    @Test
    void aNameWithAPublicAndAPrivateAddress_isRefused() throws UnknownHostException {
        List<InetAddress> both = List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.7"));
        verify(
                Samples.courier(LONG, List.of(), _ -> both),
                Target.of("http://hooks.example/token"),
                sent -> assertThat(sent).isEqualTo(new Sent.Refused("the address of hooks.example is private")));
    }

    @Test
    void aNameThatChangesItsAddress_isAskedOnceAndConnectedWhereItWasChecked() throws UnknownHostException {
        List<List<InetAddress>> answers =
                List.of(List.of(InetAddress.getByName("127.0.0.1")), List.of(InetAddress.getByName("127.0.0.2")));
        AtomicInteger asked = new AtomicInteger();
        try (var receiver = Receiver.answering(200, "")) {
            verify(
                    Samples.courier(LONG, List.of("127.0.0.1/32"), _ -> answers.get(asked.getAndIncrement())),
                    Target.of("http://rebinding.example:" + receiver.port() + "/"),
                    sent -> assertThat(sent).isEqualTo(new Sent.Delivered()));

            assertThat(asked).hasValue(1);
            assertThat(receiver.got())
                    .singleElement()
                    .satisfies(got ->
                            assertThat(got.headers().get("Host")).isEqualTo("rebinding.example:" + receiver.port()));
        }
    }

    private static void expect(Receiver receiver, Consumer<Sent> expected) {
        verify(Samples.courier(LONG), receiver.target("/hook"), expected);
    }

    private static void verify(Courier courier, Target target, Consumer<Sent> expected) {
        StepVerifier.create(courier.post(Posting.of(target, "{\"a\":\"é\"}"), Answer::byStatus))
                .assertNext(expected)
                .expectComplete()
                .verify(LONG);
    }
}
