package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.RuleHead;
import io.perfectorder.core.servicelevel.Measure;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Alerts and messages for the tests of channels. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-24T10:05:00Z");
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Ends with the process; the tests of all channels share it. */
    static final Scheduler BLOCKING = Schedulers.newBoundedElastic(4, 100, "test-delivery", 60, true);

    static final String HOSTILE = "<!channel> @all *b* `c` [x](http://evil) <script>\"'&\u202E\r\nBcc: x";

    private static final RuleHead HEAD = new RuleHead(
            "gold-otif", "logistics", "Gold orders on time and in full", "https://wiki.example/otif", Duration.ZERO);
    private static final URI LINK =
            URI.create("https://monitor.example/orders?measure=otif&outcome=missed&window=PT24H&tier=gold");

    private static final URI TAKE = URI.create("https://monitor.example/alerts?alert=f-3");

    private Samples() {}

    static Alert firing() {
        return alert(Phase.FIRING, new AlertGroup("gold", "carrier", "DHL"), level());
    }

    static Alert resolved() {
        return alert(Phase.RESOLVED, new AlertGroup("gold", "carrier", "DHL"), level());
    }

    static Alert hostile() {
        return alert(Phase.FIRING, new AlertGroup("gold", "carrier", HOSTILE), level());
    }

    static Alert alert(Phase phase, AlertGroup group, Evidence evidence) {
        Optional<Instant> end = phase == Phase.RESOLVED ? Optional.of(START.plusSeconds(240)) : Optional.empty();
        return told("FIRED 0", phase, group, evidence, end);
    }

    /** The same again, as a reminder. */
    static Alert reminder() {
        return told("REPEATED 1", Phase.FIRING, new AlertGroup("gold", "carrier", "DHL"), level(), Optional.empty());
    }

    private static Alert told(String telling, Phase phase, AlertGroup group, Evidence evidence, Optional<Instant> end) {
        return new Alert("f-" + group.value().length(), HEAD, group, phase, START, end, evidence, telling, LINK, TAKE);
    }

    static Evidence level() {
        return new Evidence.Level(Measure.OTIF, 41, 50, 0.95);
    }

    static Message message(Alert... alerts) {
        return new Message(List.of(alerts), "managers{rule=gold-otif}", Locale.ENGLISH);
    }

    static Message chinese(Alert... alerts) {
        return new Message(List.of(alerts), "managers{rule=gold-otif}", Locale.forLanguageTag("zh-CN"));
    }

    static Message many(int alerts) {
        return message(IntStream.range(0, alerts)
                .mapToObj(i -> alert(Phase.FIRING, new AlertGroup("gold", "carrier", "carrier-" + i), level()))
                .toArray(Alert[]::new));
    }

    /** Posts to the loopback too. */
    static Courier courier(Duration patience) {
        return courier(patience, List.of("127.0.0.1"), HostNames.ofTheSystem());
    }

    static Courier courier(Duration patience, List<String> allowed, HostNames names) {
        return new Courier(new OutgoingAddresses(allowed), names, patience, CLOCK, BLOCKING);
    }
}
