package io.perfectorder.app;

import io.perfectorder.ingest.KeyFile;
import io.perfectorder.ingest.ProducerKey;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Who may come in over HTTP, and how errors leave. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {
    @Bean
    ViewerKey viewerKey(
            @Value("${monitor.viewer-key:}") String configured, @Value("${monitor.data-dir:./data}") Path dataDir)
            throws IOException {
        return new ViewerKey(KeyFile.load(configured, dataDir.resolve("viewer.key")));
    }

    @Bean
    AccessFilter accessFilter(
            ProducerKey producer, ViewerKey viewer, @Value("${server.address:127.0.0.1}") InetAddress address) {
        return new AccessFilter(new AccessKeys(producer, viewer), address.isLoopbackAddress());
    }

    @Bean
    HttpProblems httpProblems(JsonMapper json) {
        return new HttpProblems(json);
    }
}
