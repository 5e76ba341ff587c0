package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands of the Dockerfile, run without a container engine: the jar taken apart in layers, the training run, the start as a user
 * who may not write to the application, with the secrets as files, and the health check.
 */
class ImageIT {
    private static final Path DOCKER = Path.of("src/main/docker");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** The image makes a user of its own; PostgreSQL wants one that the system knows. */
    private static final String ORDINARY_USER = "nobody";

    @TempDir
    private Path root;

    @Test
    void whatTheImageRuns_startsAsAnOrdinaryUserOnAReadOnlyTree() throws IOException {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        var application = application();
        for (var writable : List.of("cache", "data", "tmp")) {
            Files.createDirectory(root.resolve(writable));
            if (isRoot()) {
                succeeds(
                        root,
                        List.of("chown", ORDINARY_USER, root.resolve(writable).toString()));
            }
        }
        var secrets = Files.createDirectories(root.resolve("run/secrets"));
        Files.writeString(secrets.resolve("monitor.producer-key"), "producer of the secret file\n");

        var port = FreePort.next();
        var ports = List.of("--server.port=" + port, "--ui.port=" + FreePort.next());
        // It waits until the monitor is healthy, however long.
        var training = new ArrayList<>(List.of("timeout", "300"));
        training.addAll(asOrdinaryUser(json("RUN [\"/bin/bash\"")));
        training.addAll(ports);
        succeeds(application, Map.of("SERVER_PORT", Integer.toString(port)), training);

        assertThat(root.resolve("cache/monitor.aot")).isNotEmptyFile();
        var log = root.resolve("log");
        var command = asOrdinaryUser(json("ENTRYPOINT "));
        command.addAll(ports);
        var builder = new ProcessBuilder(command)
                .directory(application.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        environment(builder.environment());
        var process = builder.start();
        try {
            var healthcheck =
                    List.of("/bin/bash", application.resolve("healthcheck").toString());
            assertThat(run(application, Map.of("SERVER_PORT", "1"), healthcheck).code())
                    .isNotZero();
            Await.until("the health check passes", START_LIMIT, () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("ended before it was ready:\n" + read(log));
                }
                return run(application, Map.of("SERVER_PORT", Integer.toString(port)), healthcheck)
                                .code()
                        == 0;
            });
            assertThat(read(log)).doesNotContain("[warning]", "AOT cache is disabled", "secret file");
            assertThat(root.resolve("data/producer.key")).doesNotExist();
        } finally {
            process.destroy();
            process.onExit().join();
            Postmaster.end(root.resolve("data"));
            succeeds(root, List.of("chmod", "-R", "u+w", application.toString()));
        }
    }

    /** The tree that the image holds, which nobody may write to. */
    private Path application() throws IOException {
        var layers = Files.createDirectory(root.resolve("layers"));
        var application = Files.createDirectory(root.resolve("application"));
        Files.copy(Path.of(System.getProperty("monitor.jar")), layers.resolve("perfect-order-monitor.jar"));
        succeeds(layers, shell("RUN java -Djarmode"));
        for (var layer : List.of("dependencies", "snapshot-dependencies", "application")) {
            succeeds(
                    root,
                    List.of("cp", "-r", layers.resolve("extracted").resolve(layer) + "/.", application.toString()));
        }
        for (var script : List.of("healthcheck", "train")) {
            Files.copy(DOCKER.resolve(script), application.resolve(script));
        }
        succeeds(root, List.of("chmod", "-R", "a+rX,a-w", application.toString()));
        return application;
    }

    /** The variables of the image's ENV line. */
    private void environment(Map<String, String> environment) throws IOException {
        Arrays.stream(line("ENV ").split(" ")).forEach(variable -> {
            var parts = variable.split("=", 2);
            environment.put(parts[0], here(parts[1]).replace("0.0.0.0", "127.0.0.1"));
        });
    }

    private List<String> shell(String beginning) throws IOException {
        return Stream.of(
                        (beginning + line(beginning)).substring("RUN ".length()).split(" "))
                .map(this::here)
                .toList();
    }

    private List<String> json(String beginning) throws IOException {
        var array = beginning.contains("[")
                ? beginning.substring(beginning.indexOf('[')) + line(beginning)
                : line(beginning);
        return Stream.of(new JsonMapper().readValue(array, String[].class))
                .map(this::here)
                .toList();
    }

    /** What follows the beginning of the one line that has it. */
    private static String line(String beginning) throws IOException {
        var lines = Files.readAllLines(DOCKER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith(beginning))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst().substring(beginning.length());
    }

    /** The image's directories, in this test's folder; the image's java, the one that runs the tests. */
    private String here(String word) {
        if (word.equals("java")) {
            return Path.of(System.getProperty("java.home"), "bin", "java").toString();
        }
        return word.replaceAll("(?<![\\w.-])/(application|cache|data|tmp|run)\\b", root + "/$1");
    }

    private static List<String> asOrdinaryUser(List<String> command) {
        var all = new ArrayList<String>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=" + ORDINARY_USER, "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(command);
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private record Ended(int code, String said) {}

    private static void succeeds(Path directory, List<String> command) {
        succeeds(directory, Map.of(), command);
    }

    private static void succeeds(Path directory, Map<String, String> environment, List<String> command) {
        var ended = run(directory, environment, command);
        assertThat(ended.code()).as("%s: %s", command, ended.said()).isZero();
    }

    private static Ended run(Path directory, Map<String, String> environment, List<String> command) {
        try {
            var builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes());
            return new Ended(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
