package io.perfectorder.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.channel.Deliveries;
import io.perfectorder.metrics.AlertMetrics;
import io.perfectorder.metrics.LoopMeters;
import io.perfectorder.metrics.PushMeter;
import io.perfectorder.metrics.ServiceLevelMetrics;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.LoopWatch;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.PushWatch;
import io.perfectorder.tracing.MonitorSpans;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room of metrics, wired. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {
    @Bean
    LoopWatch loopWatch(MeterRegistry meters, Optional<MonitorSpans> spans) {
        LoopWatch watch = new LoopMeters(meters);
        return spans.map(traced -> traced.watching(watch)).orElse(watch);
    }

    @Bean
    PushWatch pushWatch(MeterRegistry meters, Optional<MonitorSpans> spans) {
        PushWatch watch = new PushMeter(meters);
        return spans.map(traced -> traced.watching(watch)).orElse(watch);
    }

    @Bean
    Gauge leaderGauge(Leadership leadership, MeterRegistry meters) {
        return Gauge.builder("perfect_order_leader", leadership, leader -> leader.leads() ? 1 : 0)
                .description("1 in the process that takes events, 0 in one that stands by")
                .register(meters);
    }

    @Bean
    AlertMetrics alertMetrics(AlertWatch alerts, Deliveries deliveries, ObjectProvider<PrometheusRegistry> registry) {
        AlertMetrics metrics = new AlertMetrics(alerts::transitions, deliveries);
        registry.ifAvailable(prometheus -> prometheus.register(metrics));
        return metrics;
    }

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
