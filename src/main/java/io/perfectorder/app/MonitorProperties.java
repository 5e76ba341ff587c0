package io.perfectorder.app;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.pipeline.Trimming;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.PasswordRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * All that can be configured under {@code monitor}. Wrong values and unknown names stop the start with a {@link WrongProperty}, see
 * {@link PropertiesCheck}. Paths are kept as texts, so that a file is never mistaken for a resource of the same name.
 */
@ConfigurationProperties("monitor")
record MonitorProperties(
        @DefaultValue("./data") String dataDir,
        @DefaultValue("false") boolean demo,
        @DefaultValue("20") double demoRate,
        @DefaultValue("42") long demoSeed,
        @DefaultValue("") String demoTo,
        @DefaultValue("wall") Clock clock,
        @DefaultValue("") String producerKey,
        @DefaultValue("") String viewerKey,
        @DefaultValue("") String operatorKey,
        @DefaultValue("") String managerKey,
        @DefaultValue("") String adminKey,
        @DefaultValue("") String scraperKey,
        @DefaultValue("") String adminPassword,
        @DefaultValue("open") LoopbackReading loopbackReading,
        @Name("import") @DefaultValue("") String importFile,
        @DefaultValue("false") boolean exit,
        @DefaultValue("") String replay,
        @DefaultValue("3600") double speed,
        @DefaultValue("") String simulateTo,
        @DefaultValue("1000000") long simulateEvents,
        @DefaultValue("") String products,
        @DefaultValue("") String alerts,
        @DefaultValue("400d") Duration auditRetention,
        @DefaultValue Retention retention,
        @DefaultValue Limits limits,
        @DefaultValue Traces traces,
        @DefaultValue("") String boardUrl,

        @DefaultValue({"platinum", "gold", "silver", "bronze"})
        List<String> tierOrder,

        @DefaultValue Map<String, Tier> tiers) {

    /** The account that {@link #adminPassword} makes. */
    static final AccountName ADMINISTRATOR = new AccountName("admin");

    static final double MAX_SPEED = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final double MAX_DEMO_RATE = 100_000;
    private static final long MAX_SIMULATED = 10_000_000_000L;

    MonitorProperties {
        // In the order of the configuration, which is the order of the tiers on the board.
        tiers = Collections.unmodifiableMap(new LinkedHashMap<>(tiers));
        tierOrder = List.copyOf(tierOrder);
        check(Set.copyOf(tierOrder).size() == tierOrder.size(), "tier-order", tierOrder);
        check(products.isBlank() || readable(products), "products", products);
        check(alerts.isBlank() || readable(alerts), "alerts", alerts);
        check(boardUrl.isBlank() || boardUrl.matches("https?://[^\\s?#]+"), "board-url", boardUrl);
        check(demoTo.isBlank() || demoTo.matches("https?://[^\\s?#]+"), "demo-to", demoTo);
        check(demoTo.isBlank() || !producerKey.isBlank(), "producer-key", producerKey);
        check(
                adminPassword.isBlank()
                        || PasswordRules.fault(adminPassword.strip(), ADMINISTRATOR)
                                .isEmpty(),
                "admin-password",
                adminPassword);
        check(demoRate >= 1 && demoRate <= MAX_DEMO_RATE, "demo-rate", demoRate);
        check(speed >= 1 && speed <= MAX_SPEED, "speed", speed);
        check(simulateEvents >= 1 && simulateEvents <= MAX_SIMULATED, "simulate-events", simulateEvents);
        check(importFile.isBlank() || readable(importFile), "import", importFile);
        check(replay.isBlank() || readable(replay), "replay", replay);
        check(replay.isBlank() || !exit, "exit", true);
        check(
                auditRetention.compareTo(Duration.ofDays(1)) >= 0 && auditRetention.compareTo(LONGEST) <= 0,
                "audit-retention",
                auditRetention);
        tiers.forEach(MonitorProperties::checkTier);
    }

    enum Clock {
        WALL,
        EVENT_TIME
    }

    /** How long what no count depends on is kept; 0 is for ever. */
    record Retention(
            @DefaultValue("400d") Duration deadLetters,
            @DefaultValue("400d") Duration notes,
            @DefaultValue("400d") Duration alerts,
            @DefaultValue("400d") Duration silences) {
        Retention {
            checkKept("dead-letters", deadLetters);
            checkKept("notes", notes);
            checkKept("alerts", alerts);
            checkKept("silences", silences);
        }

        private static void checkKept(String name, Duration kept) {
            boolean bounded = kept.compareTo(Duration.ofDays(1)) >= 0 && kept.compareTo(LONGEST) <= 0;
            check(kept.isZero() || bounded, "retention." + name, kept);
        }

        Duration of(Trimming.Kept kept) {
            return switch (kept) {
                case DEAD_LETTERS -> deadLetters;
                case NOTES -> notes;
                case ALERTS -> alerts;
                case SILENCES -> silences;
            };
        }
    }

    /** How often an address or a key may ask, and how often an address may be refused for its key; 0 is no limit. */
    record Limits(
            @DefaultValue("5000") double requestsPerSecond,
            @DefaultValue("10000") double requestsBurst,
            @DefaultValue("60") double failuresPerMinute,
            @DefaultValue("120") double failuresBurst) {
        private static final double LARGEST = 1e9;

        Limits {
            check(
                    requestsPerSecond >= 0 && requestsPerSecond <= LARGEST,
                    "limits.requests-per-second",
                    requestsPerSecond);
            check(requestsBurst >= 1 && requestsBurst <= LARGEST, "limits.requests-burst", requestsBurst);
            check(
                    failuresPerMinute >= 0 && failuresPerMinute <= LARGEST,
                    "limits.failures-per-minute",
                    failuresPerMinute);
            check(failuresBurst >= 1 && failuresBurst <= LARGEST, "limits.failures-burst", failuresBurst);
        }
    }

    /**
     * Where traces go, and how many.
     *
     * @param endpoint an OTLP receiver over HTTP; blank for no traces
     * @param sampled the share, 0 to 1, of the requests that come without a trace of their own
     */
    record Traces(
            @DefaultValue("") String endpoint,
            @DefaultValue("0.1") double sampled) {
        Traces {
            check(endpoint.isBlank() || endpoint.matches("https?://[^\\s?#@]+"), "traces.endpoint", endpoint);
            check(sampled >= 0 && sampled <= 1, "traces.sampled", sampled);
        }
    }

    /** The policy of one tier: how late still is on time, and the wanted value, 0 to 1, of measures by their key. */
    record Tier(
            @DefaultValue("0s") Duration grace,
            @DefaultValue Map<String, Double> targets) {
        Tier {
            targets = Map.copyOf(targets);
        }
    }

    Optional<Path> fileToImport() {
        return importFile.isBlank() ? Optional.empty() : Optional.of(Path.of(importFile));
    }

    Optional<Path> fileToReplay() {
        return replay.isBlank() ? Optional.empty() : Optional.of(Path.of(replay));
    }

    /** The file of alerts: the one named, else {@code alerts.yaml} in the working directory when there is one. */
    Optional<Path> alertsFile() {
        String file = alerts.isBlank() ? "alerts.yaml" : alerts;
        return readable(file) ? Optional.of(Path.of(file)) : Optional.empty();
    }

    /** What is allowed for a property, by its name without {@code monitor.}; the start refuses any other name. */
    static @Nullable String allowed(String name) {
        return switch (name) {
            case "data-dir" -> "a directory";
            case "demo" -> "true or false";
            case "demo-rate" -> "events a second, from 1 to 100000";
            case "demo-seed" -> "a whole number";
            case "clock" -> "wall or event-time";
            case "demo-to" -> "the address of another monitor's events, such as http://monitor.example:8081";
            case "producer-key", "viewer-key", "operator-key", "manager-key", "admin-key", "scraper-key" ->
                "a text; with monitor.demo-to the keys are those of that monitor";
            case "admin-password" ->
                "from 12 to 128 characters that are not among those guessed first; better in a file; it makes the account admin while nobody can administer";
            case "loopback-reading" -> "open or closed";
            case "import", "replay" -> "a file that exists and can be read, of NDJSON or gzipped NDJSON";
            case "products" -> "a CSV file of products with the header sku,profitabilityRank,importanceGrade";
            case "alerts" -> "a file that exists and can be read, of rules, routes, silences and calendars in YAML";
            case "audit-retention" -> "a duration from 1d to 36500d, such as 400d";
            case "retention.dead-letters", "retention.notes", "retention.alerts", "retention.silences" ->
                "a duration from 1d to 36500d, such as 400d; 0s keeps for ever";
            case "limits.requests-per-second", "limits.failures-per-minute" ->
                "a number from 0 to 1000000000; 0 is no limit";
            case "limits.requests-burst", "limits.failures-burst" -> "a number from 1 to 1000000000";
            case "traces.endpoint" ->
                "the address of an OTLP receiver over HTTP, without a password, such as http://collector.example:4318/v1/traces";
            case "traces.sampled" -> "the share of the requests that are traced, from 0 to 1";
            case "board-url" -> "the address at which people open the board, such as https://monitor.example/";
            case "tier-order" -> "the names of the tiers, each once, the best first, with commas between them";
            case "exit" -> "true or false; true only with monitor.import and without monitor.replay";
            case "speed" -> "how many times faster than it happened, from 1 to 1000000";
            case "simulate-to" -> "a file to write, gzipped when its name ends with .gz";
            case "simulate-events" -> "a whole number from 1 to 10000000000";
            default ->
                name.matches("tiers\\..+\\.grace")
                        ? "a duration from 0s to 365d, such as 30m"
                        : name.matches("tiers\\..+\\.targets\\..+")
                                ? "a number from 0 to 1, for one of " + measures()
                                : null;
        };
    }

    /** The names without {@code monitor.}, as one would write them. */
    static String names() {
        return "data-dir, demo, demo-rate, demo-seed, demo-to, clock, producer-key, viewer-key, operator-key, manager-key, admin-key,"
                + " scraper-key, admin-password, loopback-reading, import, exit, replay, speed,"
                + " simulate-to, simulate-events, products, alerts, audit-retention, retention.dead-letters,"
                + " retention.notes, retention.alerts, retention.silences, limits.requests-per-second,"
                + " limits.requests-burst, limits.failures-per-minute, limits.failures-burst, traces.endpoint, traces.sampled, board-url, tier-order, tiers.<name>.grace, tiers.<name>.targets.<measure>";
    }

    private static void checkTier(String name, Tier tier) {
        String prefix = "tiers." + name;
        check(
                !tier.grace().isNegative() && tier.grace().compareTo(Duration.ofDays(365)) <= 0,
                prefix + ".grace",
                tier.grace());
        tier.targets().forEach((measure, target) -> {
            boolean right = Measure.ofKey(measure).isPresent() && target >= 0 && target <= 1;
            check(right, prefix + ".targets." + measure, target);
        });
    }

    private static void check(boolean right, String name, Object value) {
        if (!right) {
            throw new WrongProperty("monitor." + name, value, String.valueOf(allowed(name)));
        }
    }

    private static boolean readable(String file) {
        Path path = Path.of(file);
        return Files.isReadable(path) && !Files.isDirectory(path);
    }

    private static String measures() {
        return Arrays.stream(Measure.values()).map(Measure::key).collect(Collectors.joining(", "));
    }
}
