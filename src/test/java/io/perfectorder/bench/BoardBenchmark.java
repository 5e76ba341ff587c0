package io.perfectorder.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.perfectorder.faults.RunningMonitor;
import io.perfectorder.testing.FreePort;
import io.perfectorder.testing.LightBoard;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The board under load: how long an event takes from its acknowledgement to the screen of a real Chromium while 5,000 others a second come
 * in, and what 200 open boards cost the server. Arguments: probes (240), boards (200).
 */
public final class BoardBenchmark {
    private static final Path WORK = Path.of("target", "bench");
    private static final int FLOW = 5_000;
    private static final int WARM_UP = 20;

    /** Notes when the count of the probes' tile was on the screen: after the frame in which it changed. */
    private static final String WATCH = """
            () => {
                window.seen = [];
                const shown = () => {
                    const tile = [...document.querySelectorAll('.level-tile')].find((t) => t.querySelector('h2').textContent === 'probe');
                    return tile ? Number(tile.querySelectorAll('.detail .count')[1].textContent.replace(/\\D/g, '')) : 0;
                };
                new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
                    for (let count = shown(); seen.length < count;) seen.push(performance.timeOrigin + performance.now());
                }))).observe(document.body, { subtree: true, childList: true, characterData: true });
            }""";

    private final int probes;
    private final int boards;

    private BoardBenchmark(int probes, int boards) {
        if (probes <= WARM_UP || boards < 1) {
            throw new IllegalArgumentException("more than " + WARM_UP + " probes and a board or more are needed");
        }
        this.probes = probes;
        this.boards = boards;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var benchmark = new BoardBenchmark(
                arguments.length > 0 ? Integer.parseInt(arguments[0]) : 240,
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200);
        Files.createDirectories(WORK);
        benchmark.push();
        benchmark.openBoards();
    }

    /** From the acknowledgement over HTTP to the number on the screen. */
    private void push() throws IOException, InterruptedException {
        var table = new BenchTable(
                "board-push",
                "%,d events/s; %d probes; a tile of a headless Chromium on the same machine".formatted(FLOW, probes));
        onAMonitor((monitor, root) -> {
            try (var playwright = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                    Browser browser = playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                                    .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
                    var flow = new EventFlow(monitor, 1, Instant.now().minusSeconds(60), FLOW)) {
                Page page = browser.newPage();
                page.navigate(root + "?window=PT15M");
                page.waitForSelector("live-badge[data-state=live]");
                page.evaluate(WATCH);
                List<Double> acknowledged = sendProbes(monitor);
                page.waitForFunction("wanted => window.seen.length >= wanted", probes);
                List<?> seen = (List<?>) page.evaluate("window.seen");
                table.add("events acknowledged", "events/s", flow.perSecond());
                table.add("events refused", "events", flow.refused());
                addLatencies(table, acknowledged, seen);
            }
        });
        table.print();
        table.write(WORK.resolve("board-push.json"));
    }

    /** One at a time, four a second on average, so that they meet every moment between two updates; when each was acknowledged. */
    private List<Double> sendProbes(RunningMonitor monitor) throws IOException, InterruptedException {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);
        List<Double> acknowledged = new ArrayList<>();
        for (int i = 0; i < probes; i++) {
            pause(Duration.ofMillis(random.nextInt(100, 400)));
            Instant deadline = Instant.now().minusSeconds(120);
            String probe = """
                    {"specversion":"1.0","id":"probe-%d","source":"bench","type":"order.placed","subject":"probe-%d","time":"%s",\
                    "data":{"customerId":"c","tier":"probe","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(i, i, deadline.minusSeconds(3_600), deadline);
            var answer = monitor.post("application/x-ndjson", BodyPublishers.ofString(probe));
            Instant now = Instant.now();
            acknowledged.add(now.toEpochMilli() + now.getNano() % 1_000_000 / 1e6);
            if (answer.body().path("accepted").asInt() != 1) {
                throw new IllegalStateException("a probe was not taken: " + answer);
            }
        }
        return acknowledged;
    }

    private void addLatencies(BenchTable table, List<Double> acknowledged, List<?> seen) {
        var millis = new ArrayList<Double>();
        for (int i = WARM_UP; i < probes; i++) {
            millis.add(((Number) seen.get(i)).doubleValue() - acknowledged.get(i));
        }
        millis.sort(null);
        table.add("acknowledged to screen, p50", "ms", percentile(millis, 0.50));
        table.add("acknowledged to screen, p99", "ms", percentile(millis, 0.99));
        table.add("acknowledged to screen, most", "ms", millis.getLast());
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** Sessions of their own that speak Vaadin's protocol and get what a browser gets. */
    private void openBoards() throws IOException, InterruptedException {
        var table = new BenchTable(
                "board-open",
                ("%d boards: each a session of its own, opened by Vaadin's requests and fed by push over its own WebSocket, "
                                + "without a browser; 200 events/s; CPU and heap of the server's process alone")
                        .formatted(boards));
        onAMonitor((monitor, root) -> {
            try (var vitals = MonitorVitals.of(monitor.pid());
                    var http = HttpClient.newHttpClient();
                    var flow = new EventFlow(monitor, 2, Instant.now().minusSeconds(7_200), 200)) {
                try (var warmUp = LightBoard.open(http, root, "window=PT24H", 40)) {
                    warmUp.awaitUpdates();
                }
                double coresWithout = cores(vitals, Duration.ofSeconds(20));
                long without = vitals.heapAfterCollectionBytes();
                var open = new ArrayList<LightBoard>();
                for (int i = 0; i < boards; i++) {
                    open.add(LightBoard.open(http, root, "window=PT24H", 8));
                }
                for (LightBoard board : open) {
                    board.awaitUpdates();
                }
                long before = open.stream().mapToLong(LightBoard::updates).sum();
                long bytesBefore = open.stream().mapToLong(LightBoard::bytes).sum();
                long start = System.nanoTime();
                double coresWith = cores(vitals, Duration.ofSeconds(30));
                double seconds = (System.nanoTime() - start) / 1e9;
                long updates = open.stream().mapToLong(LightBoard::updates).sum() - before;
                long bytes = open.stream().mapToLong(LightBoard::bytes).sum() - bytesBefore;
                long with = vitals.heapAfterCollectionBytes();
                table.add("updates of a board", "1/s", updates / seconds / boards);
                table.add("size of an update", "kB", bytes / 1e3 / Math.max(1, updates));
                table.add("heap without boards, after collection", "MB", without / 1e6);
                table.add("heap with boards, after collection", "MB", with / 1e6);
                table.add("heap of an open board", "MB", (with - without) / 1e6 / boards);
                table.add("CPU without boards", "cores", coresWithout);
                table.add("CPU with boards", "cores", coresWith);
                table.add("CPU of all boards together", "cores", coresWith - coresWithout);
                table.add("events acknowledged", "events/s", flow.perSecond());
                open.forEach(LightBoard::close);
            }
        });
        table.print();
        table.write(WORK.resolve("board-open.json"));
    }

    /** Nothing else tells when a span of time is over. */
    private static void pause(Duration span) throws InterruptedException {
        var _ = new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static double cores(MonitorVitals vitals, Duration span) throws InterruptedException {
        Duration before = vitals.cpu();
        long start = System.nanoTime();
        pause(span);
        return (double) vitals.cpu().minus(before).toNanos() / (System.nanoTime() - start);
    }

    /** What is done with a running monitor and the address of its board. */
    private interface Work {
        void with(RunningMonitor monitor, String root) throws IOException, InterruptedException;
    }

    private static void onAMonitor(Work work) throws IOException, InterruptedException {
        var data = Files.createTempDirectory(WORK.toAbsolutePath(), "board-");
        int port = FreePort.next();
        try (var monitor = RunningMonitor.start(data, "--ui.port=" + port, "--monitor.demo=false")) {
            work.with(monitor, "http://localhost:" + port + "/");
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }
}
