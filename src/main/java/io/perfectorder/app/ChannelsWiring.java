package io.perfectorder.app;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways to tell people, wired. */
@Configuration(proxyBeanMethods = false)
class ChannelsWiring {
    @Bean
    AlertChannels alertChannels() {
        return new AlertChannels(Map.of());
    }
}
