package io.perfectorder.app;

import io.perfectorder.alerting.channel.ChannelSettings;
import io.perfectorder.alerting.channel.ChannelSettings.Login;
import io.perfectorder.alerting.channel.ChannelSettings.Security;
import io.perfectorder.alerting.channel.Secret;
import io.perfectorder.alerting.channel.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** One channel as it is written in the configuration; which fields it needs depends on its kind. Never printed: it holds secrets. */
record ChannelEntry(
        @Nullable ChannelKind kind,
        @DefaultValue("") String url,
        @DefaultValue("") String key,
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("starttls") Security security,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue List<String> to) {
    static final String KINDS =
            "webhook, slack, mattermost, teams, feishu, dingtalk, wecom, pagerduty, alertmanager, email";
    static final String FIELDS = "kind, url, key, host, port, security, user, password, from, to";
    private static final String PAGERDUTY = "https://events.pagerduty.com/v2/enqueue";

    ChannelEntry {
        to = List.copyOf(to);
    }

    /** Fails with an {@link IllegalArgumentException} that names the field and no value. */
    ChannelSettings settings() {
        return switch (kind) {
            case null -> throw new IllegalArgumentException("kind: one of " + KINDS + " is needed");
            case WEBHOOK -> new ChannelSettings.Webhook(target(Set.of("url", "key")), secret());
            case SLACK -> new ChannelSettings.Slack(target(Set.of("url")));
            case MATTERMOST -> new ChannelSettings.Mattermost(target(Set.of("url")));
            case TEAMS -> new ChannelSettings.Teams(target(Set.of("url")));
            case FEISHU -> new ChannelSettings.Feishu(target(Set.of("url", "key")), optionalSecret());
            case DINGTALK -> new ChannelSettings.DingTalk(target(Set.of("url", "key")), optionalSecret());
            case WECOM -> new ChannelSettings.WeCom(target(Set.of("url")));
            case PAGERDUTY -> new ChannelSettings.PagerDuty(target(Set.of("url", "key"), PAGERDUTY), secret());
            case ALERTMANAGER -> new ChannelSettings.Alertmanager(target(Set.of("url")));
            case EMAIL -> mail();
        };
    }

    private Target target(Set<String> used) {
        return target(used, "");
    }

    private Target target(Set<String> used, String otherwise) {
        allow(used);
        return field("url", () -> Target.of(url.isBlank() ? otherwise : url));
    }

    private Secret secret() {
        return field("key", () -> new Secret(key));
    }

    private Optional<Secret> optionalSecret() {
        return key.isBlank() ? Optional.empty() : Optional.of(secret());
    }

    private ChannelSettings.Mail mail() {
        allow(Set.of("host", "user", "password", "from", "to"));
        Optional<Login> login = user.isBlank()
                ? Optional.empty()
                : Optional.of(new Login(user, field("password", () -> new Secret(password))));
        return new ChannelSettings.Mail(host, port, security, login, from, to);
    }

    private void allow(Set<String> used) {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("url", !url.isBlank());
        given.put("key", !key.isBlank());
        given.put("host", !host.isBlank());
        given.put("user", !user.isBlank());
        given.put("password", !password.isBlank());
        given.put("from", !from.isBlank());
        given.put("to", !to.isEmpty());
        given.forEach((name, isGiven) -> {
            if (isGiven && !used.contains(name)) {
                throw new IllegalArgumentException(name + ": a channel of this kind has none");
            }
        });
    }

    private static <T> T field(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public String toString() {
        return "ChannelEntry[" + kind + "]";
    }
}
