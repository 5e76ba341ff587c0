package io.perfectorder.alerting.channel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.scheduler.Scheduler;

/** Makes channels of their settings. */
public final class Channels {
    private Channels() {}

    /**
     * A channel of each, by the names that routes use.
     *
     * @param blocking talks to SMTP servers
     * @param deliveries counts what they are asked to send
     */
    public static Map<String, Channel> of(
            Map<String, ChannelSettings> settings,
            Courier courier,
            Duration patience,
            InstantSource clock,
            Scheduler blocking,
            Deliveries deliveries) {
        Map<String, Channel> channels = new TreeMap<>();
        settings.forEach((name, each) ->
                channels.put(name, deliveries.counted(name, channel(each, courier, patience, clock, blocking))));
        return channels;
    }

    private static Channel channel(
            ChannelSettings settings, Courier courier, Duration patience, InstantSource clock, Scheduler blocking) {
        return switch (settings) {
            case ChannelSettings.Webhook webhook -> new WebhookChannel(webhook, courier, clock);
            case ChannelSettings.Slack slack -> new AttachmentChannel(slack.url(), Escape.SLACK, courier);
            case ChannelSettings.Mattermost tool -> new AttachmentChannel(tool.url(), Escape.MATTERMOST, courier);
            case ChannelSettings.Teams teams -> new TeamsChannel(teams, courier);
            case ChannelSettings.Feishu feishu -> new FeishuChannel(feishu, courier, clock);
            case ChannelSettings.DingTalk dingTalk -> new DingTalkChannel(dingTalk, courier, clock);
            case ChannelSettings.WeCom weCom -> new WeComChannel(weCom, courier);
            case ChannelSettings.PagerDuty pagerDuty -> new PagerDutyChannel(pagerDuty, courier);
            case ChannelSettings.Alertmanager alertmanager -> new AlertmanagerChannel(alertmanager, courier, clock);
            case ChannelSettings.Mail mail -> new MailChannel(mail, patience, blocking);
        };
    }
}
