package io.perfectorder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.CustomerFacts;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import io.perfectorder.testing.OrderEventGenerator;
import io.perfectorder.testing.SlowOracle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.retry.Retry;

/**
 * What holds for the loop whatever comes in, however long the store takes, in which order it commits and how often it fails, also when
 * nobody can know whether it did what was asked. Virtual time; a failure names its seed.
 */
class MonitorLoopLawsTest {
    private static final int SEEDS = 150;
    private static final Instant NOW = OrderEventGenerator.BASE.plus(Duration.ofMinutes(30));
    private static final GraceByTier GRACE = tier -> tier.equals("a") ? Duration.ofSeconds(30) : Duration.ZERO;

    /** So small that facts are read back from the journal all the time. */
    private static final MonitorPolicy POLICY = new MonitorPolicy(GRACE, "a=PT30S", false, 2);

    @Test
    void countsAndHistory_areThoseOfTheOracle_andARestartChangesNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Run run = new Run(seed);
            List<OrderEvent> sent = run.events();
            run.sendThroughFailures(sent);

            assertThat(run.identitiesInJournal())
                    .as("seed %d: every event once", seed)
                    .isEqualTo(identities(sent));
            run.assertTiersAreThoseAtAcceptance();
            run.assertHistoryIsThatOfTheOracle();
            Tally before = run.liveTotal();
            assertThat(before).as("seed %d: live counts", seed).isEqualTo(run.oracleTotal());
            run.restart();
            assertThat(run.liveTotal()).as("seed %d: after a restart", seed).isEqualTo(before);
            run.assertHistoryIsThatOfTheOracle();
        }
    }

    @Test
    void anotherPolicy_derivesTheHistoryAgain() {
        Run run = new Run(4_711);
        run.sendThroughFailures(run.events());

        run.restart(new MonitorPolicy(GraceByTier.NONE, "none", false, 1_000), GraceByTier.NONE);

        run.assertHistoryIsThatOfTheOracle();
        assertThat(run.liveTotal()).isEqualTo(run.oracleTotal());
    }

    private static Set<EventIdentity> identities(List<OrderEvent> events) {
        Set<EventIdentity> identities = new HashSet<>();
        events.forEach(event -> identities.add(event.header().identity()));
        return identities;
    }

    /** One loop over one store, with clients that send again what was refused. */
    private static final class Run {
        private final int seed;
        private final Random random;
        private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
        private final InMemoryStore store = new InMemoryStore();
        private GraceByTier grace = GRACE;
        private MonitorLoop loop;

        Run(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.loop = loop(POLICY, 12);
            loop.start().retryWhen(patience()).subscribe();
        }

        private MonitorLoop loop(MonitorPolicy policy, int failsOneIn) {
            MoodyStore moody = new MoodyStore(store, random, time, failsOneIn);
            return new MonitorLoop(moody, moody, policy, InstantSource.fixed(NOW), time);
        }

        /** Orders and customers of a small universe, duplicates included, shuffled. */
        List<OrderEvent> events() {
            OrderEventGenerator generator = new OrderEventGenerator(seed);
            List<OrderEvent> events = new ArrayList<>();
            for (int order = 0; order < 8; order++) {
                for (OrderEvent event : generator.order("order-" + order)) {
                    events.add(own(event, "order-" + order));
                }
            }
            for (int i = 0; i < 12; i++) {
                String customer = "customer-" + random.nextInt(3);
                EventHeader header = new EventHeader(
                        new EventIdentity("/crm", "r" + random.nextInt(8)),
                        customer,
                        OrderEventGenerator.BASE.plusSeconds(random.nextInt(60)));
                events.add(
                        random.nextInt(4) > 0
                                ? new OrderEvent.CustomerRegistered(
                                        header, "name", random.nextBoolean() ? "a" : null, null)
                                : new OrderEvent.Retracted(
                                        new EventHeader(new EventIdentity("/crm", "x" + i), customer, header.time()),
                                        header.identity()));
            }
            events.addAll(events.subList(0, events.size() / 4));
            return generator.shuffled(events);
        }

        /** Identities are small in the generator, so that retractions hit; over several orders each gets its own. */
        private static OrderEvent own(OrderEvent event, String order) {
            EventIdentity identity = event.header().identity();
            EventHeader header = new EventHeader(
                    new EventIdentity(identity.source(), order + identity.id()),
                    order,
                    event.header().time());
            return switch (event) {
                case OrderEvent.Placed e ->
                    new OrderEvent.Placed(
                            header,
                            e.customerId(),
                            e.tier(),
                            e.region(),
                            e.distributionCentre(),
                            e.carrier(),
                            e.channel(),
                            e.promisedFrom(),
                            e.promisedBy(),
                            e.lines());
                case OrderEvent.Amended e ->
                    new OrderEvent.Amended(header, e.promisedFrom(), e.promisedBy(), e.lines(), e.agreedBy());
                case OrderEvent.Cancelled e -> new OrderEvent.Cancelled(header, e.by());
                case OrderEvent.Dispatched e ->
                    new OrderEvent.Dispatched(
                            header, e.deliveryId(), e.carrier(), e.distributionCentre(), e.estimatedArrival());
                case OrderEvent.Estimated e -> new OrderEvent.Estimated(header, e.deliveryId(), e.estimatedArrival());
                case OrderEvent.Delivered e -> new OrderEvent.Delivered(header, e.deliveryId(), e.lines(), e.carrier());
                case OrderEvent.GoodsDamaged e ->
                    new OrderEvent.GoodsDamaged(header, e.deliveryId(), e.line(), e.quantity());
                case OrderEvent.GoodsReturned e ->
                    new OrderEvent.GoodsReturned(header, e.deliveryId(), e.lines(), e.reason());
                case OrderEvent.DocumentDisputed e -> new OrderEvent.DocumentDisputed(header, e.document());
                case OrderEvent.ComplaintOpened e ->
                    new OrderEvent.ComplaintOpened(header, e.complaintId(), e.category());
                case OrderEvent.ComplaintResolved e -> new OrderEvent.ComplaintResolved(header, e.complaintId());
                case OrderEvent.CustomerRegistered e ->
                    new OrderEvent.CustomerRegistered(header, e.name(), e.tier(), e.region());
                case OrderEvent.Retracted e ->
                    new OrderEvent.Retracted(
                            header,
                            new EventIdentity(
                                    e.retracted().source(),
                                    order + e.retracted().id()));
            };
        }

        private static byte[] sentWithTier(OrderEvent event) {
            return new byte[] {(byte) (event instanceof OrderEvent.Placed placed && placed.tier() == null ? 0 : 1)};
        }

        void sendThroughFailures(List<OrderEvent> events) {
            List<Long> accepted = new ArrayList<>();
            Flux.fromIterable(events)
                    .map(event -> new Incoming(event, sentWithTier(event)))
                    .buffer(1 + random.nextInt(9))
                    .flatMap(
                            list -> loop.submit(list)
                                    .retryWhen(patience())
                                    .doOnNext(outcomes -> accepted.add((long) outcomes.size())),
                            6)
                    .subscribe();
            time.advanceTimeBy(Duration.ofMinutes(30));
            assertThat(accepted.stream().mapToLong(Long::longValue).sum())
                    .as("seed %d: received = accepted + duplicate", seed)
                    .isEqualTo(events.size());
        }

        void restart() {
            restart(POLICY, GRACE);
        }

        void restart(MonitorPolicy policy, GraceByTier judgedBy) {
            loop.stop().subscribe();
            time.advanceTimeBy(Duration.ofMinutes(1));
            grace = judgedBy;
            loop = loop(policy, 1_000_000);
            loop.start().subscribe();
            time.advanceTimeBy(Duration.ofMinutes(1));
            assertThat(loop.ready()).isTrue();
        }

        private Retry patience() {
            return Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(50))
                    .maxBackoff(Duration.ofSeconds(1))
                    .scheduler(time);
        }

        Set<EventIdentity> identitiesInJournal() {
            List<EventIdentity> all = store.entries.values().stream()
                    .map(entry -> entry.event().header().identity())
                    .toList();
            assertThat(all).doesNotHaveDuplicates();
            return new HashSet<>(all);
        }

        void assertTiersAreThoseAtAcceptance() {
            Map<String, OrderFacts> customers = new HashMap<>();
            for (JournalEntry entry : store.entries.values()) {
                String subject = entry.event().header().subject();
                if (entry.event() instanceof OrderEvent.Placed placed && entry.raw()[0] == 0) {
                    OrderFacts customer = customers.getOrDefault(placed.customerId(), OrderFacts.none());
                    assertThat(placed.tier())
                            .as("seed %d", seed)
                            .isEqualTo(CustomerFacts.tierOf(customer).orElse("unassigned"));
                }
                customers.merge(
                        subject, OrderFacts.none().with(entry.event()), (known, _) -> known.with(entry.event()));
            }
        }

        /** What was put in and never taken out again is, order for order, the verdict of the oracle. */
        void assertHistoryIsThatOfTheOracle() {
            Map<String, Verdict> last = new LinkedHashMap<>();
            long recorded = 0;
            for (RecordedChange change : store.changes) {
                VerdictChange verdict = change.change();
                assertThat(verdict.before())
                        .as("seed %d: the history of an order is a chain", seed)
                        .isEqualTo(last.getOrDefault(verdict.orderId(), new Verdict.Waiting()));
                last.put(verdict.orderId(), verdict.after());
                assertThat(change.recordedMicros()).isGreaterThanOrEqualTo(recorded);
                recorded = change.recordedMicros();
            }
            Map<String, Verdict> expected = verdicts();
            expected.forEach((order, verdict) -> assertThat(last.getOrDefault(order, new Verdict.Waiting()))
                    .as("seed %d %s", seed, order)
                    .isEqualTo(verdict));
        }

        Tally liveTotal() {
            time.advanceTimeBy(Duration.ofSeconds(2));
            GroupLevels total = loop.current().windows().get(LiveWindow.DAY).total();
            return total.tally();
        }

        Tally oracleTotal() {
            return verdicts().values().stream()
                    .filter(verdict -> !(verdict instanceof Verdict.Judged judged)
                            || !judged.deadline().isAfter(NOW))
                    .map(Tally::of)
                    .reduce(Tally.ZERO, Tally::plus);
        }

        private Map<String, Verdict> verdicts() {
            Map<String, List<OrderEvent>> facts = new LinkedHashMap<>();
            store.entries
                    .values()
                    .forEach(entry -> facts.computeIfAbsent(
                                    entry.event().header().subject(), _ -> new ArrayList<>())
                            .add(entry.event()));
            Map<String, Verdict> verdicts = new LinkedHashMap<>();
            facts.forEach((subject, events) -> verdicts.put(subject, SlowOracle.judge(events, grace)));
            return verdicts;
        }
    }
}
