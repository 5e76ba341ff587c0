package io.perfectorder.app;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What one property implies for others: a replay needs the event-time clock (unless a clock is set) and no demo beside it; a process
 * that ends after its import serves nothing, so it takes no fixed port from one that does.
 */
final class ImpliedProperties implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> implied = new HashMap<>();
        if (!environment.getProperty("monitor.replay", "").isBlank()) {
            implied.put("monitor.demo", "false");
            if (!environment.containsProperty("monitor.clock")) {
                implied.put("monitor.clock", "event-time");
            }
        }
        if (environment.getProperty("monitor.exit", "").equalsIgnoreCase("true")) {
            implied.putAll(Map.of("monitor.demo", "false", "ui.enabled", "false", "server.port", "0"));
        }
        if (!implied.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("implied", implied));
        }
    }
}
