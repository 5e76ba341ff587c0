package io.perfectorder.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** Starts the Vaadin child context after everything else of the root, and stops it first. */
@Component
@ConditionalOnProperty(name = "ui.enabled", matchIfMissing = true)
class UiLifecycle implements SmartLifecycle {

    private final ConfigurableApplicationContext root;
    private @Nullable ConfigurableApplicationContext child;

    UiLifecycle(ConfigurableApplicationContext root) {
        this.root = root;
    }

    @Override
    public synchronized void start() {
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
