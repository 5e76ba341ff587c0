package io.perfectorder.alerting.channel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a channel needs to know. Secrets and addresses do not show themselves. */
public sealed interface ChannelSettings {
    /** Any receiver of our own JSON, signed. */
    record Webhook(Target url, Secret key) implements ChannelSettings {}

    /** An incoming webhook of Slack, or of what understands the same. */
    record Slack(Target url) implements ChannelSettings {}

    /** An incoming webhook of Mattermost. */
    record Mattermost(Target url) implements ChannelSettings {}

    /** A workflow of Microsoft Teams, "when a Teams webhook request is received". */
    record Teams(Target url) implements ChannelSettings {}

    /**
     * A custom bot of Feishu or Lark.
     *
     * @param key of its signature verification, when that is switched on
     */
    record Feishu(Target url, Optional<Secret> key) implements ChannelSettings {}

    /**
     * A custom robot of DingTalk.
     *
     * @param key of its signature, when that is switched on
     */
    record DingTalk(Target url, Optional<Secret> key) implements ChannelSettings {}

    /** A group robot of WeCom. */
    record WeCom(Target url) implements ChannelSettings {}

    /** A service of PagerDuty with an Events API v2 integration. */
    record PagerDuty(Target url, Secret routingKey) implements ChannelSettings {}

    /**
     * An Alertmanager, whose routing takes over.
     *
     * @param url its root, without {@code /api}
     */
    record Alertmanager(Target url) implements ChannelSettings {}

    /**
     * A mailbox or several, through an SMTP server.
     *
     * @param login absent for a server that needs none
     */
    record Mail(String host, int port, Security security, Optional<Login> login, String from, List<String> to)
            implements ChannelSettings {
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,255}");
        /** What has a place before and behind the only @, and nothing that could end a header. */
        private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;:\"\\\\]{1,64}@[^@\\s<>,;:\"\\\\]{1,255}");

        private static final int MOST_ADDRESSES = 50;

        public Mail {
            to = List.copyOf(to);
            check(HOST.matcher(host).matches(), "host", "the name or address of an SMTP server");
            check(port >= 1 && port <= 65_535, "port", "a port from 1 to 65535");
            check(ADDRESS.matcher(from).matches(), "from", "an e-mail address");
            check(
                    !to.isEmpty()
                            && to.size() <= MOST_ADDRESSES
                            && to.stream()
                                    .allMatch(each -> ADDRESS.matcher(each).matches()),
                    "to",
                    "1 to " + MOST_ADDRESSES + " e-mail addresses");
        }

        private static void check(boolean right, String name, String needed) {
            if (!right) {
                throw new IllegalArgumentException(name + ": " + needed + " is needed");
            }
        }
    }

    /** How a connection to an SMTP server is kept from others' eyes. */
    enum Security {
        NONE,
        /** Begins in the open and must be made secure before anything is said. */
        STARTTLS,
        TLS
    }

    record Login(String user, Secret password) {}
}
