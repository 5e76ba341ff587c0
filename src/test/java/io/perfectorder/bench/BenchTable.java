package io.perfectorder.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, each row with all of its runs; shown and written by their medians. */
public final class BenchTable {
    private record Row(String unit, List<Double> runs) {
        double median() {
            var sorted = runs.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    private final String name;
    private final String setting;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** {@code setting}: what was measured with, for people. */
    public BenchTable(String name, String setting) {
        this.name = name;
        this.setting = setting;
    }

    /** Adds one run of a row. */
    public void add(String row, String unit, double value) {
        rows.computeIfAbsent(row, _ -> new Row(unit, new ArrayList<>())).runs().add(value);
        System.out.printf(Locale.ROOT, "  %-48s %,14.2f %s%n", row, value, unit);
    }

    /** Adds the ratio of two rows' medians. */
    public void ratio(String row, String above, String below) {
        add(row, "×", rowOf(above).median() / rowOf(below).median());
    }

    /** Prints the table in Markdown. */
    public void print() {
        System.out.printf(
                "%n%s: %s%n%n| what | median | unit | least | most |%n| --- | ---: | --- | ---: | ---: |%n",
                name, setting);
        rows.forEach((what, row) -> System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s |%n",
                what,
                number(row.median()),
                row.unit(),
                number(row.runs().stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElseThrow()),
                number(row.runs().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow())));
        System.out.println();
    }

    /** Writes everything as JSON. */
    public void write(Path file) {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("setting", setting);
        json.put("measuredAt", Instant.now().toString());
        json.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        rows.forEach(
                (what, row) -> json.put(what, Map.of("unit", row.unit(), "median", row.median(), "runs", row.runs())));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Row rowOf(String name) {
        var row = rows.get(name);
        if (row == null) {
            throw new IllegalArgumentException("no row " + name);
        }
        return row;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.2f", value);
    }
}
