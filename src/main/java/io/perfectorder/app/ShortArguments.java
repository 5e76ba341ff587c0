package io.perfectorder.app;

import java.util.Arrays;
import java.util.Set;

/** The short forms of arguments that people type. */
final class ShortArguments {
    private static final Set<String> SHORT = Set.of(
            "import",
            "exit",
            "replay",
            "speed",
            "clock",
            "demo",
            "demo-rate",
            "demo-seed",
            "demo-to",
            "simulate-to",
            "simulate-events");
    private static final Set<String> OF_SPRING = Set.of("debug", "trace");

    private ShortArguments() {}

    /** {@code --import=FILE} means {@code --monitor.import=FILE}, and so on; a short form that nobody knows is refused. */
    static String[] expand(String[] arguments) {
        return Arrays.stream(arguments).map(ShortArguments::expand).toArray(String[]::new);
    }

    private static String expand(String argument) {
        if (!argument.startsWith("--")) {
            return argument;
        }
        String name = argument.substring(2).split("=", 2)[0];
        if (SHORT.contains(name)) {
            return "--monitor." + argument.substring(2);
        }
        if (name.isEmpty() || name.contains(".") || OF_SPRING.contains(name)) {
            return argument;
        }
        String known = SHORT.stream()
                .sorted()
                .map("--"::concat)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        throw new WrongProperty(
                "--" + name + " is unknown; allowed: " + known + ", or a full name such as --server.port");
    }
}
