package io.perfectorder.app;

import io.perfectorder.alerting.channel.Channel;
import java.util.Map;

/** The channels that there are, by the names that routes use. */
record AlertChannels(Map<String, Channel> byName) {
    AlertChannels {
        byName = Map.copyOf(byName);
    }
}
