package io.perfectorder.app;

import io.perfectorder.metrics.ServiceLevelMetrics;
import io.perfectorder.pipeline.MonitorLoop;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room of metrics, wired. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {
    @Bean
    ServiceLevelMetrics serviceLevelMetrics(
            MonitorLoop loop,
            InstantSource wall,
            MonitorProperties properties,
            ObjectProvider<PrometheusRegistry> registry) {
        ServiceLevelMetrics metrics = new ServiceLevelMetrics(
                loop, loop::figures, wall, properties.tiers().keySet());
        registry.ifAvailable(prometheus -> prometheus.register(metrics));
        return metrics;
    }
}
