package io.perfectorder.app;

/** The kinds of channels, as they are written in the configuration. */
enum ChannelKind {
    WEBHOOK,
    SLACK,
    MATTERMOST,
    TEAMS,
    FEISHU,
    DINGTALK,
    WECOM,
    PAGERDUTY,
    ALERTMANAGER,
    EMAIL
}
