package io.perfectorder.app;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The board's own server. Port 0 takes any free one.
 *
 * @param largestFile the largest file of events that a viewer may send
 * @param framedBy the origins, with spaces between them, whose pages may show the board in a frame
 */
@ConfigurationProperties("ui")
record UiProperties(
        @DefaultValue("8080") int port,
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2GB") DataSize largestFile,
        @DefaultValue("") String framedBy) {
    UiProperties {
        if (!framedBy.strip().matches("(https?://[a-z0-9.:-]+( +(?=h)|$))*")) {
            throw new WrongProperty("ui.framed-by", framedBy, String.valueOf(allowed("ui.framed-by")));
        }
        if (largestFile.isNegative() || largestFile.toBytes() == 0) {
            throw new WrongProperty("ui.largest-file", largestFile, String.valueOf(allowed("ui.largest-file")));
        }
        if (port < 0 || port > 65_535) {
            throw new WrongProperty("ui.port", port, String.valueOf(allowed("ui.port")));
        }
    }

    static @Nullable String allowed(String name) {
        return switch (name) {
            case "ui.port" -> "a port from 0 to 65535";
            case "ui.enabled" -> "true or false";
            case "ui.largest-file" -> "a size from 1B, such as 500MB";
            case "ui.framed-by" -> "origins such as https://portal.example, with spaces between them";
            default -> null;
        };
    }
}
