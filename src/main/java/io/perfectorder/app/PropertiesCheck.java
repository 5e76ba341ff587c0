package io.perfectorder.app;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Reads the properties before anything is started, so that a wrong one costs one line and no database. */
final class PropertiesCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PREFIX = "monitor.";

    /** Parts of {@code monitor} that another room reads by its own typed set. */
    private static final Set<String> ELSEWHERE = Set.of("channels", "outgoing", "oidc", "jwt", "roles");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        read(context.getEnvironment());
    }

    /** The properties; fails with a {@link WrongProperty}. */
    static MonitorProperties read(ConfigurableEnvironment environment) {
        Binder binder = Binder.get(environment);
        try {
            bind(binder, "ui", UiProperties.class, BindHandler.DEFAULT);
            ChannelProperties.read(binder);
            IdentityProperties.read(binder);
            MonitorProperties properties = bind(binder, "monitor", MonitorProperties.class, BindHandler.DEFAULT);
            bind(
                    binder,
                    "monitor",
                    MonitorProperties.class,
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
            return properties;
        } catch (BindException failed) {
            throw explained(failed);
        }
    }

    private static <T> T bind(Binder binder, String prefix, Class<T> type, BindHandler handler) {
        try {
            return binder.bindOrCreate(prefix, Bindable.of(type), handler);
        } catch (BindException failed) {
            if (failed.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
                List<String> unknown = unknown(unbound);
                if (unknown.isEmpty()) {
                    return binder.bindOrCreate(prefix, Bindable.of(type));
                }
            }
            throw failed;
        }
    }

    private static List<String> unknown(UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .filter(name -> ELSEWHERE.stream().noneMatch(part -> name.startsWith(PREFIX + part + ".")))
                .toList();
    }

    private static WrongProperty explained(BindException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongProperty wrong) {
                return wrong;
            }
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                return new WrongProperty(unknown(unbound).stream().collect(Collectors.joining(", "))
                        + " is unknown; allowed under monitor.: " + MonitorProperties.names());
            }
        }
        String name = failed.getName().toString();
        ConfigurationProperty property = failed.getProperty();
        String allowed = name.startsWith(PREFIX)
                ? MonitorProperties.allowed(name.substring(PREFIX.length()))
                : UiProperties.allowed(name);
        return new WrongProperty(
                name, property == null ? "" : property.getValue(), allowed == null ? "another form" : allowed);
    }
}
