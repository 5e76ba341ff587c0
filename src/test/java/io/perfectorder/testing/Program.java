package io.perfectorder.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real program of a Debian package. {@code src/test/sh/install-programs} installs all of them before the tests. */
public enum Program {
    PROMTOOL("promtool", "prometheus"),
    PROMETHEUS("prometheus", "prometheus"),
    AMTOOL("amtool", "prometheus-alertmanager"),
    ALERTMANAGER("prometheus-alertmanager", "prometheus-alertmanager"),
    DOCKER_COMPOSE("docker-compose", "docker-compose");

    private static final long LIMIT_SECONDS = 60;

    private final String command;
    private final String debianPackage;

    Program(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /** How a program ended, and all that it said. */
    public record Ended(int code, String said) {}

    public boolean isInstalled() {
        return places().anyMatch(Files::isExecutable);
    }

    /** Runs it to its end, with the input given. */
    public Ended run(String input, Map<String, String> environment, String... arguments) {
        try {
            Process process = builder(List.of(arguments), environment).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " s");
            }
            return new Ended(process.exitValue(), said);
        } catch (IOException broken) {
            throw new UncheckedIOException(command + " could not be run", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts it; what it says goes to the log. Whoever starts it ends it. */
    public Process start(Path log, List<String> arguments) {
        try {
            return builder(arguments, Map.of()).redirectOutput(log.toFile()).start();
        } catch (IOException broken) {
            throw new UncheckedIOException(command + " could not be started", broken);
        }
    }

    private ProcessBuilder builder(List<String> arguments, Map<String, String> environment) {
        String path = places().filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () -> new AssertionError(command + " is missing; type: sudo apt-get install " + debianPackage));
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(path), arguments.stream()).toList())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private Stream<Path> places() {
        return Stream.of("/usr/bin", "/usr/local/bin").map(folder -> Path.of(folder, command));
    }
}
