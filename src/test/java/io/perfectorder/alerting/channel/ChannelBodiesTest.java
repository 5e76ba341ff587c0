package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each channel sends, byte for byte in the golden files, and how it reads its receiver's answers. */
class ChannelBodiesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/channels");
    private static final Path SENT = Path.of("target/channels");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Secret KEY = new Secret("this is secret");

    /** The channels that post, each to a receiver. */
    enum Kind {
        WEBHOOK(url -> new ChannelSettings.Webhook(url, KEY), "", ""),
        SLACK(ChannelSettings.Slack::new, "ok", ""),
        MATTERMOST(ChannelSettings.Mattermost::new, "ok", ""),
        TEAMS(ChannelSettings.Teams::new, "1", ""),
        FEISHU(url -> new ChannelSettings.Feishu(url, Optional.of(KEY)), "{\"code\":0,\"msg\":\"success\"}", ""),
        DINGTALK(
                url -> new ChannelSettings.DingTalk(url, Optional.of(KEY)),
                "{\"errcode\":0,\"errmsg\":\"ok\"}",
                "?access_token=t"),
        WECOM(ChannelSettings.WeCom::new, "{\"errcode\":0,\"errmsg\":\"ok\"}", "?key=k"),
        PAGERDUTY(
                url -> new ChannelSettings.PagerDuty(url, new Secret("routing-key-of-32-characters-xxx")),
                "{\"status\":\"success\"}",
                ""),
        ALERTMANAGER(ChannelSettings.Alertmanager::new, "", "");

        private final Function<Target, ChannelSettings> settings;
        private final String good;
        private final String query;

        Kind(Function<Target, ChannelSettings> settings, String good, String query) {
            this.settings = settings;
            this.good = good;
            this.query = query;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFiringAlert_isSentInTheReceiversForm(Kind kind) throws IOException {
        golden(kind, "firing", Samples.message(Samples.firing()));
    }

    @ParameterizedTest
    @EnumSource
    void aResolvedAlert_isSentInChinese(Kind kind) throws IOException {
        golden(kind, "resolved-zh", Samples.chinese(Samples.resolved()));
    }

    @ParameterizedTest
    @EnumSource
    void hostileNames_areSentHarmless(Kind kind) throws IOException {
        golden(kind, "hostile", Samples.message(Samples.hostile(), Samples.firing()));
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredAlerts_fitIntoWhatTheReceiverTakes(Kind kind) {
        List<Receiver.Got> got = sent(kind, Samples.many(200));

        int most = switch (kind) {
            case WEBHOOK, ALERTMANAGER, PAGERDUTY -> 512 * 1024;
            case SLACK, MATTERMOST -> 16 * 1024;
            case TEAMS -> 28 * 1024;
            case FEISHU, DINGTALK -> 20_000;
            case WECOM -> 4_096 + 200;
        };
        assertThat(got)
                .allSatisfy(each -> assertThat(each.body().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThan(most));
        assertThat(got).hasSize(kind == Kind.PAGERDUTY ? 200 : 1);
    }

    @Test
    void theWebhooksSignature_isRightByAnIndependentComputation() {
        Receiver.Got got = sent(Kind.WEBHOOK, Samples.message(Samples.firing())).getFirst();

        String timestamp = got.headers().get("X-Signature-Timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(Samples.NOW.getEpochSecond()));
        assertThat(got.headers().get("X-Signature-256"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(hmacByHand(KEY.value(), timestamp + "." + got.body())));
    }

    @Test
    void theIdempotencyKey_isThatOfWhatIsTold() {
        Message one = Samples.message(Samples.firing(), Samples.hostile());
        Message same = Samples.message(Samples.hostile(), Samples.firing());

        assertThat(WebhookChannel.idempotencyKey(one))
                .isEqualTo(WebhookChannel.idempotencyKey(same))
                .isNotEqualTo(WebhookChannel.idempotencyKey(Samples.message(Samples.firing())))
                .isNotEqualTo(WebhookChannel.idempotencyKey(Samples.message(Samples.reminder(), Samples.hostile())))
                .isNotEqualTo(WebhookChannel.idempotencyKey(Samples.message(Samples.resolved(), Samples.hostile())));
    }

    @Test
    void theSignatureOfDingTalk_isRightByAnIndependentComputation() {
        Receiver.Got got =
                sent(Kind.DINGTALK, Samples.message(Samples.firing())).getFirst();

        String millis = Long.toString(Samples.NOW.toEpochMilli());
        assertThat(got.uri()).startsWith("/hook?access_token=t&timestamp=" + millis + "&sign=");
        String sign = URLDecoder.decode(got.uri().replaceAll(".*&sign=", ""), StandardCharsets.UTF_8);
        assertThat(Base64.getDecoder().decode(sign)).isEqualTo(hmacByHand(KEY.value(), millis + "\n" + KEY.value()));
    }

    @Test
    void theSignatureOfFeishu_isRightByAnIndependentComputation() {
        JsonNode body = JSON.readTree(
                sent(Kind.FEISHU, Samples.message(Samples.firing())).getFirst().body());

        String seconds = Long.toString(Samples.NOW.getEpochSecond());
        assertThat(body.path("timestamp").asString()).isEqualTo(seconds);
        assertThat(Base64.getDecoder().decode(body.path("sign").asString()))
                .isEqualTo(hmacByHand(seconds + "\n" + KEY.value(), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "FEISHU, code, 11232, true",
        "FEISHU, code, 19021, false",
        "DINGTALK, errcode, 130101, true",
        "DINGTALK, errcode, 310000, false",
        "WECOM, errcode, 45009, true",
        "WECOM, errcode, 93000, false"
    })
    void codesInTheBody_sayWhatBecameOfIt(Kind kind, String field, int code, boolean later) {
        try (var receiver = Receiver.answering(200, "{\"%s\":%d}".formatted(field, code))) {
            String reason = field + " " + code;
            StepVerifier.create(channel(kind, receiver).send(Samples.message(Samples.firing())))
                    .expectNext(later ? new Sent.TryAgain(reason, Optional.empty()) : new Sent.Refused(reason))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));
        }
    }

    @Test
    void pagerDuty_stopsAtTheFirstThatDoesNotArrive() {
        try (var receiver = Receiver.answering(429, "")) {
            StepVerifier.create(channel(Kind.PAGERDUTY, receiver).send(Samples.many(5)))
                    .expectNext(new Sent.TryAgain("status 429", Optional.empty()))
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));

            assertThat(receiver.got()).hasSize(1);
        }
    }

    @Test
    void buildingAPublisher_sendsNothing() {
        try (var receiver = Receiver.answering(200, "")) {
            for (Kind kind : Kind.values()) {
                channel(kind, receiver).send(Samples.message(Samples.firing()));
            }

            assertThat(receiver.got()).isEmpty();
        }
    }

    @Test
    void attempts_areCountedByChannelAndOutcome() {
        try (var receiver = Receiver.answering(503, "")) {
            Deliveries deliveries = new Deliveries();
            ChannelSettings settings = new ChannelSettings.Slack(receiver.target("/"));
            Channel channel = channels(Map.of("ops", settings), deliveries).get("ops");

            assertThat(deliveries.counts()).containsExactly(Map.entry("ops", new Deliveries.Counts(0, 0, 0)));
            StepVerifier.create(channel.send(Samples.message(Samples.firing())))
                    .expectNextCount(1)
                    .verifyComplete();
            assertThat(deliveries.counts()).containsExactly(Map.entry("ops", new Deliveries.Counts(0, 1, 0)));
        }
    }

    private static void golden(Kind kind, String name, Message message) throws IOException {
        StringBuilder bodies = new StringBuilder();
        for (Receiver.Got got : sent(kind, message)) {
            bodies.append(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(got.body())))
                    .append('\n');
        }
        String file = kind.name().toLowerCase(Locale.ROOT) + "-" + name + ".json";
        // To be looked at, and to become the golden file when the change is meant.
        Files.createDirectories(SENT);
        Files.writeString(SENT.resolve(file), bodies);
        assertThat(bodies.toString()).isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    private static List<Receiver.Got> sent(Kind kind, Message message) {
        try (var receiver = Receiver.answering(200, kind.good)) {
            StepVerifier.create(channel(kind, receiver).send(message))
                    .expectNext(new Sent.Delivered())
                    .expectComplete()
                    .verify(Duration.ofSeconds(30));
            return receiver.got();
        }
    }

    private static Channel channel(Kind kind, Receiver receiver) {
        ChannelSettings settings = kind.settings.apply(receiver.target("/hook" + kind.query));
        return channels(Map.of("it", settings), new Deliveries()).get("it");
    }

    private static Map<String, Channel> channels(Map<String, ChannelSettings> settings, Deliveries deliveries) {
        return Channels.of(
                settings,
                Samples.courier(Samples.PATIENCE),
                Samples.PATIENCE,
                InstantSource.fixed(Samples.NOW),
                Samples.BLOCKING,
                deliveries);
    }

    /** RFC 2104, written out: H(key ^ opad, H(key ^ ipad, text)). */
    private static byte[] hmacByHand(String key, String text) {
        byte[] block = Arrays.copyOf(key.getBytes(StandardCharsets.UTF_8), 64);
        byte[] inner = block.clone();
        byte[] outer = block.clone();
        for (int i = 0; i < block.length; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5C;
        }
        return sha256(outer, sha256(inner, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
