package io.perfectorder.faults;

import io.perfectorder.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application as its users run it: a process of its own, made from the packaged jar (from the class path where no jar is named),
 * on free ports, without the board unless an option says otherwise.
 */
public final class RunningMonitor implements AutoCloseable {
    /** The contract's bound for {@code SIGTERM}. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String DATA = "data:";
    private static final Path LOGS = Path.of("target", "faults");
    private static final AtomicInteger STARTED = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    private final Path dataDirectory;
    private final Process process;
    private final Path log;
    private final int port;
    private volatile boolean postgresLeft;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningMonitor(Path dataDirectory, Process process, Path log, int port) {
        this.dataDirectory = dataDirectory;
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the process and waits until it is ready. */
    public static RunningMonitor start(Path dataDirectory, String... options) {
        return start(dataDirectory, Map.of(), options);
    }

    /** The same, with more in its environment. */
    public static RunningMonitor start(Path dataDirectory, Map<String, String> environment, String... options) {
        var monitor = launch(dataDirectory, environment, options);
        try {
            monitor.awaitReady();
            return monitor;
        } catch (RuntimeException | Error notReady) {
            monitor.close();
            throw notReady;
        }
    }

    /** Starts the process and returns at once. Options that begin with {@code -X} or {@code -D} are for the JVM. */
    public static RunningMonitor launch(Path dataDirectory, String... options) {
        return launch(dataDirectory, Map.of(), options);
    }

    private static RunningMonitor launch(Path dataDirectory, Map<String, String> environment, String... options) {
        try {
            int port = FreePort.next();
            Files.createDirectories(LOGS);
            shareBinaries(dataDirectory);
            var log = LOGS.resolve(
                    "monitor-%d-%d.log".formatted(ProcessHandle.current().pid(), STARTED.incrementAndGet()));
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
            command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx512m"));
            List.of(options).stream().filter(RunningMonitor::isForTheJvm).forEach(command::add);
            command.addAll(application());
            command.addAll(List.of("--server.port=" + port, "--monitor.data-dir=" + dataDirectory));
            if (List.of(options).stream().noneMatch(option -> option.startsWith("--ui."))) {
                command.add("--ui.enabled=false");
            }
            List.of(options).stream().filter(option -> !isForTheJvm(option)).forEach(command::add);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new RunningMonitor(dataDirectory, builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL is unpacked once for all, which takes two seconds each time. */
    private static void shareBinaries(Path dataDirectory) throws IOException {
        var binaries = Files.createDirectories(LOGS.resolve("postgres-binaries"));
        var link = Files.createDirectories(dataDirectory).resolve("postgres-binaries");
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, binaries.toAbsolutePath());
        }
    }

    /** Runs the process until it ends by itself; its exit code and what it printed. */
    public static Ended run(Path dataDirectory, String... options) {
        try (var monitor = launch(dataDirectory, options)) {
            if (!monitor.process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("did not end by itself:\n" + monitor.output());
            }
            monitor.postgresLeft = true; // It ended its own; another process may use the directory.
            return new Ended(monitor.process.exitValue(), monitor.output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How a process ended. */
    public record Ended(int exitCode, String output) {}

    public void awaitReady() {
        Await.until("readiness is 200", START_LIMIT, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + " before it was ready:\n" + output());
            }
            return isReady();
        });
    }

    public void awaitNotReady() {
        Await.until("readiness is not 200", START_LIMIT, () -> !isReady());
    }

    public boolean isReady() {
        try {
            return statusOf("/actuator/health/readiness") == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    /** {@code kill -9}: no shutdown hook, no last word. The embedded PostgreSQL goes on. */
    public void killNine() {
        postgresLeft = true;
        process.destroyForcibly();
        await(START_LIMIT);
    }

    /** {@code SIGTERM}; fails when the process takes longer than the contract allows. */
    public void terminate() {
        terminate(STOP_LIMIT);
    }

    /** The same, of a process that has more to do than the contract knows of. */
    public void terminate(Duration limit) {
        process.destroy();
        if (!await(limit)) {
            throw new AssertionError("SIGTERM took longer than " + limit + ":\n" + output());
        }
    }

    /** Whether it takes new connections. */
    boolean letsIn() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The pid of the embedded PostgreSQL, as its pid file tells it. */
    public Optional<ProcessHandle> embeddedPostgres() {
        return Postmaster.of(dataDirectory.resolve("postgres"));
    }

    /** Where events and API are. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Sends a body and gives the status and the JSON answer. */
    public Answer post(String contentType, HttpRequest.BodyPublisher body) throws IOException {
        var key = Files.readString(dataDirectory.resolve("producer.key")).strip();
        var answer = send(HttpRequest.newBuilder(uri("/api/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", contentType)
                .POST(body));
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    /** An HTTP answer. */
    public record Answer(int status, JsonNode body) {}

    /** The status and the JSON of a resource, whatever the status. */
    Answer ask(String path) throws IOException {
        var answer = send(HttpRequest.newBuilder(uri(path)));
        return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
    }

    /** A resource that must be there. */
    public JsonNode get(String path) throws IOException {
        return JSON.readTree(text(path));
    }

    public String text(String path) throws IOException {
        var answer = send(HttpRequest.newBuilder(uri(path)));
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The same where an answer that cannot be had is a failure of the test. */
    String page(String path) {
        try {
            return text(path);
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        }
    }

    /** The data of the first server-sent event of a stream, which is then left. */
    JsonNode firstFrame(String path) {
        try {
            var answer = http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofLines());
            try (var lines = answer.body()) {
                return JSON.readTree(lines.filter(line -> line.startsWith(DATA))
                        .findFirst()
                        .orElseThrow()
                        .substring(DATA.length()));
            }
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int statusOf(String path) throws IOException {
        return send(HttpRequest.newBuilder(uri(path))).statusCode();
    }

    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** What is alive on the heap, found by a full collection. */
    long liveBytes() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, Long.toString(pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (var lines = histogram.inputReader().lines()) {
            // Total <objects> <bytes>
            return lines.filter(line -> line.startsWith("Total"))
                    .map(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no histogram of the heap"));
        }
    }

    /** The memory that the process has from Linux. */
    long residentBytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElseThrow();
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Ends everything at once, the embedded PostgreSQL too, unless {@link #killNine} left it to the next start. */
    @Override
    public void close() {
        http.shutdownNow();
        if (process.isAlive()) {
            process.destroyForcibly();
            await(START_LIMIT);
        }
        if (!postgresLeft) {
            Postmaster.end(dataDirectory);
        }
    }

    private static List<String> application() {
        var jar = System.getProperty("monitor.jar", "");
        return jar.isEmpty()
                ? List.of("-cp", System.getProperty("java.class.path"), "io.perfectorder.app.PerfectOrderMonitor")
                : List.of("-jar", unpacked(Path.of(jar)).toString());
    }

    /** The jar as its own tool lays it out, which is how the image runs it: its classes load in half the time. */
    private static synchronized Path unpacked(Path jar) {
        Path home = LOGS.resolve("app-" + ProcessHandle.current().pid());
        Path unpacked = home.resolve(jar.getFileName());
        if (Files.exists(unpacked)) {
            return unpacked;
        }
        try {
            var tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            home.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new AssertionError("the jar cannot be unpacked: " + said);
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isForTheJvm(String option) {
        return option.startsWith("-X") || option.startsWith("-D");
    }

    private URI uri(String path) {
        return URI.create(address() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofMinutes(10)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean await(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
