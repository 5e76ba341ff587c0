package io.perfectorder.app;

import io.perfectorder.security.Admitted;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * Starts the Vaadin child context after everything else of the root, and stops it first. Refuses to listen elsewhere than on loopback
 * while nobody can administer.
 */
@Component
@ConditionalOnProperty(name = "ui.enabled", matchIfMissing = true)
class UiLifecycle implements SmartLifecycle {

    private final ConfigurableApplicationContext root;
    private final Admitted admitted;
    private final InetAddress address;
    private @Nullable ConfigurableApplicationContext child;

    UiLifecycle(
            ConfigurableApplicationContext root,
            Admitted admitted,
            @Value("${server.address:127.0.0.1}") InetAddress address) {
        this.root = root;
        this.admitted = admitted;
        this.address = address;
    }

    @Override
    public synchronized void start() {
        if (!address.isLoopbackAddress() && !admitted.administered()) {
            throw new WrongProperty("server.address is '" + address.getHostAddress()
                    + "'; allowed: a loopback address until there is an administrator. Start on 127.0.0.1 and open the link that is"
                    + " printed, or set monitor.admin-password, or leave the board out with ui.enabled=false");
        }
        child = new SpringApplicationBuilder(UiContext.class)
                .parent(root)
                .environment(environmentOfRoot())
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .run();
    }

    @Override
    public synchronized void stop() {
        if (child != null) {
            child.close();
            child = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return child != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** The root's properties, with the web type that application.properties sets for the root replaced. */
    private StandardServletEnvironment environmentOfRoot() {
        var environment = new StandardServletEnvironment();
        var sources = environment.getPropertySources();
        for (PropertySource<?> source : root.getEnvironment().getPropertySources()) {
            // The child reads the configuration files itself.
            if (!sources.contains(source.getName()) && !source.getName().startsWith("Config resource")) {
                sources.addLast(source);
            }
        }
        sources.addFirst(new MapPropertySource("ui", Map.of("spring.main.web-application-type", "servlet")));
        return environment;
    }
}
