package io.perfectorder.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What one property implies for others: a replay needs the event-time clock (unless a clock is set) and no demo beside it; a process
 * that ends after its import serves nothing, so it takes no fixed port from one that does. Without a place for traces nothing of
 * OpenTelemetry is configured, so that they cost nothing (ADR 0098).
 */
final class ImpliedProperties implements EnvironmentPostProcessor {
    private static final String EXCLUDED = "spring.autoconfigure.exclude";
    private static final String BOOT = "org.springframework.boot.";
    private static final List<String> OF_TRACES = List.of(
            BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration");

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
        implied.putAll(ofTraces(environment));
        environment.getPropertySources().addFirst(new MapPropertySource("implied", implied));
    }

    private static Map<String, Object> ofTraces(ConfigurableEnvironment environment) {
        String endpoint = environment.getProperty("monitor.traces.endpoint", "");
        if (endpoint.isBlank()) {
            String excluded = environment.getProperty(EXCLUDED, "");
            return Map.of(
                    "management.tracing.export.enabled",
                    "false",
                    EXCLUDED,
                    Stream.concat(Stream.of(excluded).filter(names -> !names.isBlank()), OF_TRACES.stream())
                            .collect(Collectors.joining(",")));
        }
        return Map.of(
                "management.tracing.export.enabled", "true",
                "management.opentelemetry.tracing.export.otlp.endpoint", endpoint,
                "spring.reactor.context-propagation", "auto");
    }
}
