package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.servicelevel.Measure;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

/** Mails as a real SMTP server receives them. */
class MailChannelTest {
    @RegisterExtension
    final GreenMailExtension server =
            new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Test
    void aMail_hasTextAndHtmlAndAChartAndTheLink() throws Exception {
        send(Optional.empty(), Samples.message(Samples.firing()), new Sent.Delivered());

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Firing: gold-otif (tier gold, carrier DHL)");
        assertThat(mail.getFrom()[0]).hasToString("monitor@example.org");
        List<Part> parts = parts(mail);
        assertThat(parts)
                .extracting(part -> part.getContentType().replaceAll(";.*", ""))
                .containsExactly("text/plain", "text/html", "image/png");
        assertThat((String) parts.get(0).getContent())
                .contains("41 of 50 orders, 82.0 %", "tier=gold", "Owner: logistics");
        assertThat((String) parts.get(1).getContent())
                .contains(
                        "<html lang=\"en\">",
                        "src=\"cid:chart-0\"",
                        "<a href=\"https://monitor.example/orders?measure=otif&amp;outcome=missed");
        assertThat(parts.get(2).getHeader("Content-ID")[0]).isEqualTo("<chart-0>");
        assertThat(mail.getHeader("References")[0]).endsWith("@perfect-order-monitor>");
    }

    @Test
    void theChart_showsTheFigureAndItsLimit() throws Exception {
        send(Optional.empty(), Samples.message(Samples.firing()), new Sent.Delivered());

        var image = ImageIO.read(parts(server.getReceivedMessages()[0]).get(2).getInputStream());
        int middle = LimitChart.HEIGHT / 2;
        int end = Math.round(0.82f * LimitChart.WIDTH);
        assertThat(image.getWidth()).isEqualTo(LimitChart.WIDTH);
        assertThat(image.getRGB(end - 1, middle)).isNotEqualTo(image.getRGB(end, middle));
        assertThat(image.getRGB(Math.round(0.95f * LimitChart.WIDTH), 0)).isEqualTo(0xFFB3261E);
    }

    @Test
    void everyFigure_makesAChartOrNone() throws Exception {
        assertThat(ImageIO.read(new ByteArrayInputStream(
                        LimitChart.png(new Evidence.Burn(Measure.OTIF, 3, 4, 0)).orElseThrow())))
                .isNotNull();
        assertThat(LimitChart.png(new Evidence.Drift(Measure.OTIF, 0, 0))).isPresent();
        assertThat(LimitChart.png(new Evidence.Level(Measure.OTIF, 0, 0, 0.5))).isEmpty();
        assertThat(LimitChart.png(new Evidence.Missed(Measure.OTIF, 3))).isEmpty();
    }

    @Test
    void aHostileName_addsNoHeaderAndNoMarkup() throws Exception {
        send(Optional.empty(), Samples.message(Samples.hostile()), new Sent.Delivered());

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).doesNotContain("\n").contains("Bcc: x");
        assertThat((String) parts(mail).get(1).getContent())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;");
    }

    @Test
    void aMailInChinese_arrivesReadable() throws Exception {
        send(
                Optional.empty(),
                Samples.chinese(
                        Samples.resolved(),
                        Samples.alert(Phase.FIRING, AlertGroup.ALL, new Evidence.Missed(Measure.OTIF, 3))),
                new Sent.Delivered());

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("告警：1 条触发，1 条恢复");
        assertThat((String) parts(mail).get(1).getContent()).contains("<html lang=\"zh-CN\">", "准时足量率：3 个订单未达标。");
    }

    @Test
    void aWrongPassword_isRefusedAndARightOneIsNot() {
        server.setUser("monitor", "right");

        send(login("wrong"), Samples.message(Samples.firing()), new Sent.Refused("the mail server refuses the login"));
        send(login("right"), Samples.message(Samples.firing()), new Sent.Delivered());
    }

    @Test
    void aServerThatIsAway_isTriedAgainLater() {
        MailChannel channel = channel(settings(1, Optional.empty()));

        StepVerifier.create(channel.send(Samples.message(Samples.firing())))
                .expectNext(new Sent.TryAgain("the mail server cannot be reached", Optional.empty()))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    private void send(Optional<ChannelSettings.Login> login, Message message, Sent expected) {
        MailChannel channel = channel(settings(server.getSmtp().getPort(), login));

        StepVerifier.create(channel.send(message))
                .expectNext(expected)
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    private static MailChannel channel(ChannelSettings.Mail settings) {
        return new MailChannel(settings, Samples.PATIENCE, Samples.BLOCKING);
    }

    private static ChannelSettings.Mail settings(int port, Optional<ChannelSettings.Login> login) {
        return new ChannelSettings.Mail(
                "127.0.0.1",
                port,
                ChannelSettings.Security.NONE,
                login,
                "monitor@example.org",
                List.of("managers@example.org"));
    }

    private static Optional<ChannelSettings.Login> login(String password) {
        return Optional.of(new ChannelSettings.Login("monitor", new Secret(password)));
    }

    private static List<Part> parts(Part part) throws Exception {
        List<Part> leaves = new ArrayList<>();
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                leaves.addAll(parts(child));
            }
        } else {
            leaves.add(part);
        }
        return leaves;
    }
}
