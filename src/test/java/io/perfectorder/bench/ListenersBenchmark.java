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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * What a thousand listeners to the stream of service levels cost the server while every snapshot changes, in shares of one core, beside
 * the same server with one. Arguments: listeners (1,000), snapshots (120).
 */
public final class ListenersBenchmark {
    private static final int FLOW = 200;

    /** So far back that the orders are due already, and every snapshot differs from the one before. */
    private static final Duration PAST = Duration.ofDays(5);

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Path WORK = Path.of("target", "bench");

    private ListenersBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int listeners = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int snapshots = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 120;
        Files.createDirectories(WORK);
        var table = new BenchTable("listeners", listeners + " listeners, " + FLOW + " events a second");
        var data = Files.createTempDirectory(WORK.toAbsolutePath(), "monitor-");
        try (var monitor = RunningMonitor.start(data);
                var vitals = MonitorVitals.of(monitor.pid());
                var flow = new EventFlow(monitor, 1, Instant.now().minus(PAST), FLOW);
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var frames = new Frames();
            frames.listen(client, monitor);
            frames.await(snapshots); // warms up
            measure("one listener", 1, snapshots, frames, vitals, table);
            for (int i = 1; i < listeners; i++) {
                frames.listen(client, monitor);
            }
            frames.await((long) listeners * snapshots);
            measure("all listeners", listeners, snapshots, frames, vitals, table);
            table.add("events refused", "", flow.refused());
            client.shutdownNow();
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        table.print();
        table.write(WORK.resolve("listeners.json"));
    }

    /** Over as many frames as so many snapshots take. */
    private static void measure(
            String who, int listeners, int snapshots, Frames frames, MonitorVitals vitals, BenchTable table)
            throws InterruptedException {
        Duration start = vitals.cpu();
        long from = System.nanoTime();
        frames.await((long) listeners * snapshots);
        double nanos = System.nanoTime() - from;
        table.add("server with " + who, "of a core", vitals.cpu().minus(start).toNanos() / nanos);
        table.add("frames to each, " + who, "a second", snapshots * 1e9 / nanos);
    }

    /** The frames that all listeners read. */
    private static final class Frames {
        private volatile CountDownLatch awaited = new CountDownLatch(0);

        void listen(HttpClient client, RunningMonitor monitor) {
            var stream = "http://127.0.0.1:" + monitor.port() + "/api/service-levels/stream?window=P7D&by=tier";
            client.sendAsync(
                    HttpRequest.newBuilder(URI.create(stream)).build(),
                    BodyHandlers.fromLineSubscriber(new Listener(this)));
        }

        /** Waits until so many more frames have been read. */
        void await(long frames) throws InterruptedException {
            awaited = new CountDownLatch(Math.toIntExact(frames));
            if (!awaited.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(awaited.getCount() + " of " + frames + " frames did not come");
            }
        }
    }

    /** Counts the frames that it reads. */
    private record Listener(Frames frames) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event:")) {
                frames.awaited.countDown();
            }
        }

        @Override
        public void onError(Throwable ended) {}

        @Override
        public void onComplete() {}
    }
}
