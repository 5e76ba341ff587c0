package io.perfectorder.app;

import io.perfectorder.ingest.KeyFile;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.AllKeys;
import io.perfectorder.security.ConfiguredKeys;
import io.perfectorder.security.KeyRing;
import io.perfectorder.security.MachineKeys;
import io.perfectorder.security.OpenReading;
import io.perfectorder.security.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/** Who may come in over HTTP, and how errors leave. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {
    @Bean
    ConfiguredKeys configuredKeys(ProducerKey producer, MonitorProperties properties) throws IOException {
        Path viewerFile = Path.of(properties.dataDir()).resolve("viewer.key");
        return ConfiguredKeys.of(Map.of(
                Role.ADMIN, properties.adminKey(),
                Role.PRODUCER, producer.value(),
                Role.VIEWER, KeyFile.load(properties.viewerKey(), viewerFile),
                Role.OPERATOR, properties.operatorKey(),
                Role.MANAGER, properties.managerKey(),
                Role.SCRAPER, properties.scraperKey()));
    }

    @Bean
    KeyRing keyRing(
            ConfiguredKeys configured,
            MachineKeys stored,
            IdentityProperties identities,
            Scheduler tokenScheduler,
            Admitted admitted,
            InstantSource wall) {
        KeyRing machines = new AllKeys(configured, stored, IdentityWiring.tokens(identities, tokenScheduler), wall);
        return key -> Mono.justOrEmpty(admitted.session(key, wall.instant(), true))
                .map(session -> (KeyRing.Answer) new KeyRing.Answer.Known(session.caller()))
                .switchIfEmpty(Mono.defer(() -> machines.ask(key)));
    }

    @Bean
    OpenReading openReading(
            @Value("${server.address:127.0.0.1}") InetAddress address,
            MonitorProperties properties,
            Admitted admitted) {
        boolean onLoopback = address.isLoopbackAddress() && properties.loopbackReading() == LoopbackReading.OPEN;
        return () -> onLoopback && !admitted.administered();
    }

    @Bean
    AccessFilter accessFilter(KeyRing keys, OpenReading open) {
        return new AccessFilter(keys, open);
    }

    @Bean
    HttpProblems httpProblems(JsonMapper json) {
        return new HttpProblems(json);
    }
}
