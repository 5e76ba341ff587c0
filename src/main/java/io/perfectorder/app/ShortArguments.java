package io.perfectorder.app;

import java.util.Arrays;
import java.util.List;

/** The short forms of arguments that people type. */
final class ShortArguments {
    private static final List<String> SHORT = List.of("--import=", "--exit=", "--demo=", "--clock=");

    private ShortArguments() {}

    /** {@code --import=FILE} means {@code --monitor.import=FILE}, and so on. */
    static String[] expand(String[] arguments) {
        return Arrays.stream(arguments)
                .map(argument ->
                        SHORT.stream().anyMatch(argument::startsWith) ? "--monitor." + argument.substring(2) : argument)
                .toArray(String[]::new);
    }
}
