package io.perfectorder.app;

import io.perfectorder.ingest.simulator.SimulatorFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Writes simulated events to the file of {@code monitor.simulate-to} instead of starting the monitor. */
final class SimulatorRun {
    /** Fixed, so that a seed and a number of events always give the same file. */
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private SimulatorRun() {}

    /** Writes the file, when the arguments or the environment ask for one, and tells whether they did. */
    static boolean asked(String[] arguments, InstantSource wall, PrintStream screen) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        if (environment.getProperty("monitor.simulate-to", "").isBlank()) {
            return false;
        }
        MonitorProperties properties = PropertiesCheck.read(environment);
        Path file = Path.of(properties.simulateTo());
        Instant begin = wall.instant();
        try {
            SimulatorFile.write(file, properties.demoSeed(), properties.simulateEvents(), FIRST, properties.demoRate());
        } catch (IOException unwritable) {
            throw new WrongProperty("monitor.simulate-to is '" + file + "', which cannot be written: " + unwritable);
        }
        double seconds = Math.max(0.001, Duration.between(begin, wall.instant()).toMillis() / 1000.0);
        screen.printf(
                "simulated %,d events into %s in %.1f s, %,.0f events/s%n",
                properties.simulateEvents(), file, seconds, properties.simulateEvents() / seconds);
        return true;
    }
}
