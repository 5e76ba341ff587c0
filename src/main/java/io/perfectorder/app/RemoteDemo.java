package io.perfectorder.app;

import io.perfectorder.ingest.simulator.DemoSource;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulator as a producer of its own: sends over HTTP to the monitor of {@code monitor.demo-to} instead of starting one. History comes
 * first, unless that monitor has some. Whatever is not acknowledged is sent again, later each time.
 */
final class RemoteDemo {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteDemo.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final MonitorProperties properties;

    private RemoteDemo(MonitorProperties properties) {
        this.properties = properties;
    }

    /** Begins to send, when the arguments, the environment or a file of secrets ask for it, and tells whether they did. */
    static boolean asked(String[] arguments, InstantSource wall, PrintStream screen) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        if (environment.getProperty("monitor.demo-to", "").isBlank()) {
            return false;
        }
        MonitorProperties properties = PropertiesCheck.read(environment);
        screen.printf("sending simulated events to %s%n", properties.demoTo());
        new RemoteDemo(properties).start(wall);
        return true;
    }

    /** The first work is done on the scheduler, whose thread is no daemon and keeps the process from then on. */
    private void start(InstantSource wall) {
        var scheduler = Schedulers.newSingle("demo");
        hasHistory()
                .retryWhen(DemoSource.patience(scheduler))
                .subscribeOn(scheduler)
                .publishOn(scheduler)
                .subscribe(
                        resume -> new DemoSource(
                                        new DemoSource.Settings(properties.demoSeed(), properties.demoRate(), resume),
                                        wall)
                                .start(scheduler, this::send),
                        bug -> {
                            LOG.error("the simulator has stopped", bug);
                            scheduler.dispose();
                        });
    }

    private Mono<Boolean> hasHistory() {
        return answer(request("/api/service-levels?window=P30D&by=all", properties.viewerKey()))
                .map(levels ->
                        JsonMapper.shared().readTree(levels).at("/total/due").asLong() > 0);
    }

    private Mono<String> send(List<String> lines) {
        return answer(request("/api/events", properties.producerKey())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
    }

    private HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(properties.demoTo() + path)).timeout(PATIENCE);
        return key.isBlank() ? request : request.header("Authorization", "Bearer " + key);
    }

    private Mono<String> answer(HttpRequest.Builder request) {
        return Mono.fromFuture(() -> http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
                .flatMap(answer -> answer.statusCode() == 200
                        ? Mono.just(answer.body())
                        : Mono.error(new IllegalStateException(
                                answer.uri() + " answers " + answer.statusCode() + ": " + answer.body())));
    }
}
