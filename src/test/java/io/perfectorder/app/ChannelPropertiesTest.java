package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perfectorder.alerting.channel.ChannelSettings;
import io.perfectorder.alerting.channel.ChannelSettings.Security;
import io.perfectorder.alerting.channel.Secret;
import io.perfectorder.alerting.channel.Target;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Channels are read strictly, and no mistake in them shows a secret. */
class ChannelPropertiesTest {
    @Test
    void withoutAny_thereIsNoChannelAndNothingIsAllowed() {
        ChannelProperties none = read();

        assertThat(none.channels()).isEmpty();
        assertThat(none.outgoing().allowed()).isEmpty();
        assertThat(none.patience()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void channelsOfEveryKind_areReadByName() {
        ChannelProperties properties = read(
                "monitor.channels.own.kind=webhook",
                "monitor.channels.own.url=https://hooks.example/a",
                "monitor.channels.own.key=shared",
                "monitor.channels.chat.kind=slack",
                "monitor.channels.chat.url=https://hooks.slack.example/services/T/B/x",
                "monitor.channels.robot.kind=dingtalk",
                "monitor.channels.robot.url=https://oapi.example/robot/send?access_token=t",
                "monitor.channels.pager.kind=pagerduty",
                "monitor.channels.pager.key=routing",
                "monitor.channels.post.kind=email",
                "monitor.channels.post.host=smtp.example",
                "monitor.channels.post.from=monitor@example.org",
                "monitor.channels.post.to=a@example.org,b@example.org",
                "monitor.outgoing.allow=10.1.0.0/16,127.0.0.1",
                "monitor.outgoing.patience=3s");

        assertThat(properties.channels())
                .containsEntry(
                        "own", new ChannelSettings.Webhook(Target.of("https://hooks.example/a"), new Secret("shared")))
                .containsEntry(
                        "robot",
                        new ChannelSettings.DingTalk(
                                Target.of("https://oapi.example/robot/send?access_token=t"), Optional.empty()))
                .containsEntry(
                        "pager",
                        new ChannelSettings.PagerDuty(
                                Target.of("https://events.pagerduty.com/v2/enqueue"), new Secret("routing")))
                .containsEntry(
                        "post",
                        new ChannelSettings.Mail(
                                "smtp.example",
                                587,
                                Security.STARTTLS,
                                Optional.empty(),
                                "monitor@example.org",
                                List.of("a@example.org", "b@example.org")));
        assertThat(properties.outgoing().allowed()).containsExactly("10.1.0.0/16", "127.0.0.1");
        assertThat(properties.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(properties.toString()).doesNotContain("shared", "services/T/B/x", "access_token", "routing]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url=https://h.example/hidden                         | monitor.channels.a.kind: one of webhook, slack
            kind=fax                                             | monitor.channels.a.kind has a value that cannot be read; allowed: webhook
            kind=slack                                           | monitor.channels.a.url: http:// or https:// with a host
            kind=slack, url=ftp://h.example/hidden               | monitor.channels.a.url: http:// or https:// with a host
            kind=slack, url=https://u:hidden@h.example/          | monitor.channels.a.url: http:// or https:// with a host
            kind=slack, url=https://h h/hidden                   | monitor.channels.a.url: it is not an address
            kind=slack, url=https://h.example/, key=hidden       | monitor.channels.a.key: a channel of this kind has none
            kind=webhook, url=https://h.example/hidden           | monitor.channels.a.key: a secret of 1 to 1000
            kind=pagerduty                                       | monitor.channels.a.key: a secret of 1 to 1000
            kind=email, from=a@b.c, to=d@e.f                     | monitor.channels.a.host: the name or address of an SMTP server
            kind=email, host=h, from=nobody, to=d@e.f            | monitor.channels.a.from: an e-mail address
            kind=email, host=h, from=a@b.c                       | monitor.channels.a.to: 1 to 50 e-mail addresses
            kind=email, host=h, from=a@b.c, to=d@e.f, user=u     | monitor.channels.a.password: a secret of 1 to 1000
            kind=email, host=h, port=hidden                      | monitor.channels.a.port has a value that cannot be read
            kind=slack, url=https://h.example/, colour=hidden    | monitor.channels.a.colour is unknown; allowed
            """)
    void aMistake_isOneLineThatNamesTheFieldAndShowsNoValue(String fields, String said) {
        String[] properties = Arrays.stream(fields.split(", "))
                .map(field -> "monitor.channels.a." + field)
                .toArray(String[]::new);

        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(WrongProperty.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monitor.outgoing.allow=10.0.0.1/8  | monitor.outgoing.allow: bits after the first 8 are not 0
            monitor.outgoing.allow=intranet    | is not an IP address or a block
            monitor.outgoing.patience=1h       | monitor.outgoing.patience is 'PT1H'; allowed: a duration from 100ms
            monitor.outgoing.patience=soon     | monitor.outgoing.patience has a value that cannot be read
            monitor.outgoing.proxy=x           | monitor.outgoing.proxy is unknown; allowed
            """)
    void whatMayBeReached_isReadStrictlyToo(String property, String said) {
        assertThatThrownBy(() -> read(property))
                .isInstanceOf(WrongProperty.class)
                .hasMessageContaining(said);
    }

    private static ChannelProperties read(String... properties) {
        Map<String, Object> values = Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, _) -> a, HashMap::new));
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", values));
        ConfigurationPropertySources.attach(environment);
        PropertiesCheck.read(environment);
        return ChannelProperties.read(Binder.get(environment));
    }
}
