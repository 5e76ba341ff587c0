package io.perfectorder.engines;

import io.perfectorder.bench.BenchTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The engines beside ours, each in a process of its own, one after the other. Per core means: events divided by the CPU time of the whole
 * process, garbage collection and compilation included. Arguments: scale (0.1), runs (5), contenders (all).
 */
final class EngineBenchmark {
    private static final Map<String, String> NAMES = names();

    private EngineBenchmark() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("core", "ours, core alone");
        names.put("pipeline", "ours, whole pipeline without storage, from JSON");
        names.put("reactor", "plain Reactor");
        names.put("flink", "Apache Flink, local, heap state");
        names.put("kafka-streams", "Kafka Streams, topology driver, in memory");
        names.put("jet", "Hazelcast Jet, embedded");
        names.put("esper", "Esper");
        return names;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String scale = arguments.length > 0 ? arguments[0] : "0.1";
        String runs = arguments.length > 1 ? arguments[1] : "5";
        List<String> contenders =
                arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.copyOf(NAMES.keySet());
        BenchTable table = new BenchTable("Engines", "scale " + scale + ", " + runs + " runs each in its own process");
        for (String contender : contenders) {
            measure(contender, scale, runs, table);
        }
        for (String contender : contenders) {
            if (contenders.contains("core") && !contender.equals("core")) {
                table.ratio("ours, core alone ÷ " + NAMES.get(contender), perCore("core"), perCore(contender));
            }
        }
        table.print();
        table.write(Path.of("target", "bench", "engines.json"));
    }

    private static String perCore(String contender) {
        return NAMES.get(contender) + ", per core";
    }

    private static void measure(String contender, String scale, String runs, BenchTable table)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("bench.jvm").split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineRun.class.getName()));
        command.addAll(List.of(contender, scale, runs));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals(EngineRun.RESULT)) {
                    table.add(NAMES.get(contender), "events/s", Double.parseDouble(words[1]));
                    table.add(perCore(contender), "events/s", Double.parseDouble(words[2]));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contender + " ended with " + process.exitValue());
        }
    }
}
