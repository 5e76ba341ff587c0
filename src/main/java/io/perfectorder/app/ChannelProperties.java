package io.perfectorder.app;

import io.perfectorder.alerting.channel.ChannelSettings;
import io.perfectorder.alerting.channel.OutgoingAddresses;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/**
 * The channels under {@code monitor.channels.<name>}, and what they may connect to, under {@code monitor.outgoing}. What is wrong stops
 * the start in one line that shows no address, key or password.
 *
 * @param patience for one delivery over HTTP, or one step of a talk with an SMTP server
 */
record ChannelProperties(Map<String, ChannelSettings> channels, OutgoingAddresses outgoing, Duration patience) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final int MOST_CHANNELS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

    /** What is under {@code monitor.outgoing}. */
    record Outgoing(
            @DefaultValue List<String> allow,
            @DefaultValue("10s") Duration patience) {}

    ChannelProperties {
        channels = Collections.unmodifiableMap(new TreeMap<>(channels));
    }

    static ChannelProperties read(Binder binder) {
        Map<String, ChannelEntry> entries = bind(
                        binder, "monitor.channels", Bindable.mapOf(String.class, ChannelEntry.class))
                .orElseGet(Map::of);
        Outgoing outgoing = bind(binder, "monitor.outgoing", Bindable.of(Outgoing.class))
                .orElseGet(() -> new Outgoing(List.of(), PATIENCE));
        if (entries.size() > MOST_CHANNELS) {
            throw new WrongProperty("monitor.channels has " + entries.size() + " channels; allowed: " + MOST_CHANNELS);
        }
        Map<String, ChannelSettings> channels = new TreeMap<>();
        entries.forEach((name, entry) -> channels.put(name, settings(name, entry)));
        return new ChannelProperties(channels, addresses(outgoing.allow()), checked(outgoing.patience()));
    }

    private static ChannelSettings settings(String name, ChannelEntry entry) {
        if (!NAME.matcher(name).matches()) {
            throw new WrongProperty("monitor.channels." + name + ": the name must be 1 to 60 of a-z, 0-9 and '-'");
        }
        try {
            return entry.settings();
        } catch (IllegalArgumentException wrong) {
            throw new WrongProperty("monitor.channels." + name + "." + wrong.getMessage());
        }
    }

    private static OutgoingAddresses addresses(List<String> allow) {
        try {
            return new OutgoingAddresses(allow);
        } catch (IllegalArgumentException wrong) {
            throw new WrongProperty("monitor.outgoing.allow: " + wrong.getMessage());
        }
    }

    private static Duration checked(Duration patience) {
        if (patience.compareTo(Duration.ofMillis(100)) < 0 || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new WrongProperty("monitor.outgoing.patience", patience, "a duration from 100ms to 1m");
        }
        return patience;
    }

    private static <T> BindResult<T> bind(Binder binder, String prefix, Bindable<T> target) {
        try {
            return binder.bind(
                    prefix,
                    target,
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException failed) {
            throw explained(failed);
        }
    }

    private static WrongProperty explained(BindException failed) {
        if (failed.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
            String names = unbound.getUnboundProperties().stream()
                    .map(ConfigurationProperty::getName)
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
            return new WrongProperty(names + " is unknown; allowed: monitor.channels.<name>. with "
                    + ChannelEntry.FIELDS + "; monitor.outgoing. with allow, patience");
        }
        String name = failed.getName().toString();
        String allowed = name.endsWith("kind")
                ? ChannelEntry.KINDS
                : name.endsWith("port")
                        ? "a port from 1 to 65535"
                        : name.endsWith("security")
                                ? "none, starttls, tls"
                                : name.endsWith("patience") ? "a duration from 100ms to 1m" : "another form";
        return new WrongProperty(name + " has a value that cannot be read; allowed: " + allowed);
    }
}
