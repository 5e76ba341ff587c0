package io.perfectorder.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What the streams of the API run on. */
@Configuration(proxyBeanMethods = false)
class StreamWiring {
    /** One thread encodes and sends to every listener, so that a thousand of them never slow the loop. */
    @Bean(destroyMethod = "dispose")
    Scheduler streamScheduler() {
        return Schedulers.newSingle("api-stream");
    }
}
