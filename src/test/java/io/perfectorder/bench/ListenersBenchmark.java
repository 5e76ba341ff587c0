package io.perfectorder.bench;

import io.perfectorder.faults.RunningMonitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.FileSystemUtils;

/**
 * What a thousand listeners to the stream of service levels cost the server while every snapshot changes, in shares of one core, beside
 * the same server without them. Arguments: listeners (1,000), seconds (30).
 */
public final class ListenersBenchmark {
    private static final int FLOW = 200;

    /** So far back that the orders are due already, and every snapshot differs from the one before. */
    private static final Duration PAST = Duration.ofDays(5);

    private static final Path WORK = Path.of("target", "bench");

    private ListenersBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int listeners = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Files.createDirectories(WORK);
        var table = new BenchTable("listeners", listeners + " listeners, " + FLOW + " events a second");
        var data = Files.createTempDirectory(WORK.toAbsolutePath(), "monitor-");
        try (var monitor = RunningMonitor.start(data);
                var vitals = MonitorVitals.of(monitor.pid());
                var flow = new EventFlow(monitor, 1, Instant.now().minus(PAST), FLOW);
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            share(vitals, seconds); // warms up
            table.add("without listeners", "of a core", share(vitals, seconds));
            var frames = new AtomicLong();
            for (int i = 0; i < listeners; i++) {
                listen(client, monitor, frames);
            }
            share(vitals, seconds);
            long before = frames.get();
            table.add("with all listeners", "of a core", share(vitals, seconds));
            table.add("frames to each listener", "a second", (frames.get() - before) / (double) listeners / seconds);
            table.add("events refused", "", flow.refused());
            client.shutdownNow();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        table.print();
        table.write(WORK.resolve("listeners.json"));
    }

    private static void listen(HttpClient client, RunningMonitor monitor, AtomicLong frames) {
        var stream = "http://127.0.0.1:" + monitor.port() + "/api/service-levels/stream?window=P7D&by=tier";
        client.sendAsync(
                HttpRequest.newBuilder(URI.create(stream)).build(),
                BodyHandlers.fromLineSubscriber(new Frames(frames)));
    }

    private static double share(MonitorVitals vitals, int seconds) throws InterruptedException {
        Duration start = vitals.cpu();
        long from = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(seconds));
        return vitals.cpu().minus(start).toNanos() / (double) (System.nanoTime() - from);
    }

    /** Counts the frames that a listener reads. */
    private record Frames(AtomicLong count) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event:")) {
                count.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable ended) {}

        @Override
        public void onComplete() {}
    }
}
