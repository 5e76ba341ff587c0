package io.perfectorder.app;

import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.alerting.channel.ChannelTrial;
import io.perfectorder.alerting.channel.Channels;
import io.perfectorder.alerting.channel.Courier;
import io.perfectorder.alerting.channel.Deliveries;
import io.perfectorder.alerting.channel.HostNames;
import io.perfectorder.tracing.MonitorSpans;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The ways to tell people, wired. */
@Configuration(proxyBeanMethods = false)
class ChannelsWiring {
    /** Looks names up and talks to SMTP servers, seconds at worst; a hundred wait, more are failed deliveries. */
    @Bean(destroyMethod = "dispose")
    Scheduler deliveryScheduler() {
        return Schedulers.newBoundedElastic(4, 100, "alert-delivery");
    }

    @Bean
    ChannelProperties channelProperties(Environment environment) {
        return ChannelProperties.read(Binder.get(environment));
    }

    @Bean
    Deliveries deliveries() {
        return new Deliveries();
    }

    @Bean
    Courier courier(ChannelProperties properties, InstantSource wall, Scheduler deliveryScheduler) {
        return new Courier(
                properties.outgoing(), HostNames.ofTheSystem(), properties.patience(), wall, deliveryScheduler);
    }

    @Bean
    AlertChannels alertChannels(
            ChannelProperties properties,
            Courier courier,
            InstantSource wall,
            Scheduler deliveryScheduler,
            Deliveries deliveries,
            Optional<MonitorSpans> spans) {
        Map<String, Channel> channels =
                Channels.of(properties.channels(), courier, properties.patience(), wall, deliveryScheduler, deliveries);
        return new AlertChannels(spans.map(traced -> traced.watching(channels)).orElse(channels));
    }

    @Bean
    ChannelTrial channelTrial(AlertChannels channels, BoardLinks links, InstantSource wall) {
        return new ChannelTrial(channels.byName(), links.board(), wall);
    }
}
