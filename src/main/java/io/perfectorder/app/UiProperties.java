package io.perfectorder.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The board's own server. Port 0 takes any free one. */
@ConfigurationProperties("ui")
record UiProperties(
        @DefaultValue("8080") int port,
        @DefaultValue("true") boolean enabled) {
    UiProperties {
        if (port < 0 || port > 65_535) {
            throw new WrongProperty("ui.port", port, String.valueOf(allowed("ui.port")));
        }
    }

    static @Nullable String allowed(String name) {
        return switch (name) {
            case "ui.port" -> "a port from 0 to 65535";
            case "ui.enabled" -> "true or false";
            default -> null;
        };
    }
}
