package io.perfectorder.testing;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The whole life of one order of the workload: a function of the seed and the order's number. */
final class WorkloadOrder {
    private static final List<String> TIERS = List.of("platinum", "gold", "silver", "bronze");
    private static final long[] PROMISE_MINUTES = {4 * 60, 8 * 60, 16 * 60, 24 * 60};
    private static final List<String> REGIONS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "central");
    private static final List<String> CHANNELS = List.of("web", "edi", "phone");
    private static final int CENTRES = 20;
    private static final int CARRIERS = 12;
    private static final long MINUTE = 60_000;

    private final SplittableRandom random;
    private final String id;
    private final Instant placed;
    private final int customer;
    private final int tier;
    private final String carrier;
    private final String centre;
    private final List<OrderLine> ordered = new ArrayList<>();
    private final List<Workload.Line> lines = new ArrayList<>();
    private int events;

    WorkloadOrder(long seed, long number, Instant placed, int customers) {
        this.random = new SplittableRandom(seed * 0x9e37_79b9_7f4a_7c15L + number);
        this.id = "O-" + number;
        this.placed = placed;
        double draw = random.nextDouble();
        this.customer = (int) (draw * draw * customers);
        this.tier = customer % 10 == 0 ? 0 : customer % 10 < 3 ? 1 : customer % 10 < 6 ? 2 : 3;
        this.carrier = "carrier-" + (1 + random.nextInt(CARRIERS));
        this.centre = String.format(Locale.ROOT, "DC-%02d", 1 + random.nextInt(CENTRES));
        int size = 1 + random.nextInt(3);
        for (int line = 1; line <= size; line++) {
            ordered.add(new OrderLine(line, "sku-" + random.nextInt(5_000), Quantity.of(1 + random.nextInt(50))));
        }
    }

    List<Workload.Line> lines() {
        long promise = PROMISE_MINUTES[tier] * MINUTE * (80 + random.nextInt(40)) / 100;
        EventHeader first = header("/erp", 0);
        send(new OrderEvent.Placed(
                first,
                "customer-" + customer,
                TIERS.get(tier),
                REGIONS.get(customer % REGIONS.size()),
                centre,
                chance(0.9) ? carrier : null,
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                chance(0.2) ? placed.plusMillis(promise / 4) : null,
                placed.plusMillis(promise),
                ordered));
        if (chance(0.02)) {
            send(new OrderEvent.Cancelled(header("/erp", promise / 10), chance(0.8) ? Party.CUSTOMER : Party.SUPPLIER));
            return lines;
        }
        long due = amend(promise);
        if (chance(0.003)) {
            return lines;
        }
        long arrival = chance(0.06) ? due + between(1, 600) * MINUTE : due * between(40, 98) / 100;
        deliver(arrival);
        aftermath(arrival);
        return lines;
    }

    /** Moves the promise: the customer's agreement does, a supplier's does not. */
    private long amend(long promise) {
        if (chance(0.04)) {
            send(new OrderEvent.Amended(
                    header("/erp", promise / 5), null, placed.plusMillis(promise * 2), null, Party.SUPPLIER));
        }
        if (chance(0.04)) {
            long due = promise * 13 / 10;
            send(new OrderEvent.Amended(
                    header("/erp", promise / 5), null, placed.plusMillis(due), null, Party.CUSTOMER));
            return due;
        }
        return promise;
    }

    private void deliver(long arrival) {
        List<LineQuantity> whole = ordered.stream()
                .map(line -> new LineQuantity(line.line(), line.quantity()))
                .toList();
        List<LineQuantity> accepted = chance(0.03)
                ? List.of(new LineQuantity(
                        1, new Quantity(whole.getFirst().quantity().thousandths() - 500)))
                : whole;
        if (accepted.size() > 1 && chance(0.2)) {
            ship("1", arrival * 9 / 10, accepted.subList(0, 1));
            ship("2", arrival, accepted.subList(1, accepted.size()));
        } else {
            ship("1", arrival, accepted);
        }
    }

    private void ship(String number, long arrival, List<LineQuantity> accepted) {
        String delivery = id + "-" + number;
        Instant expected = placed.plusMillis(arrival);
        send(new OrderEvent.Dispatched(header("/wms", arrival / 2), delivery, carrier, centre, expected));
        if (chance(0.96)) {
            send(new OrderEvent.Estimated(header("/tms", arrival * 3 / 4), delivery, expected));
        }
        if (chance(0.02)) {
            List<LineQuantity> misread = List.of(new LineQuantity(1, new Quantity(500)));
            send(new OrderEvent.Delivered(header("/tms", arrival - MINUTE), delivery, misread, carrier));
        }
        send(new OrderEvent.Delivered(header("/tms", arrival), delivery, accepted, carrier));
    }

    private void aftermath(long arrival) {
        if (chance(0.02)) {
            send(new OrderEvent.GoodsDamaged(header("/desk", arrival + 20 * MINUTE), id + "-1", 1, Quantity.of(1)));
        }
        if (chance(0.02)) {
            List<LineQuantity> one = List.of(new LineQuantity(1, new Quantity(500)));
            ReturnReason reason = ReturnReason.values()[random.nextInt(ReturnReason.values().length)];
            send(new OrderEvent.GoodsReturned(header("/desk", arrival + 90 * MINUTE), id + "-1", one, reason));
        }
        if (chance(0.02)) {
            EventHeader dispute = header("/desk", arrival + 60 * MINUTE);
            send(new OrderEvent.DocumentDisputed(dispute, "invoice"));
            if (chance(0.25)) {
                send(new OrderEvent.Retracted(header("/desk", arrival + 180 * MINUTE), dispute.identity()));
            }
        }
        if (chance(0.05)) {
            send(new OrderEvent.ComplaintOpened(header("/desk", arrival + 120 * MINUTE), id + "-C", "late"));
            if (chance(0.8)) {
                send(new OrderEvent.ComplaintResolved(header("/desk", arrival + 300 * MINUTE), id + "-C"));
            }
        }
    }

    private EventHeader header(String source, long afterMillis) {
        return new EventHeader(new EventIdentity(source, id + "/" + ++events), id, placed.plusMillis(afterMillis));
    }

    /** Sends at once, minutes late or hours late, and now and then twice. */
    private void send(OrderEvent event) {
        double draw = random.nextDouble();
        long delay = draw < 0.05
                ? between(60, 1_800) * 1_000L
                : draw < 0.06 ? between(3_600, 43_200) * 1_000L : random.nextInt(2_000);
        Instant sentAt = event.header().time().plusMillis(delay);
        lines.add(new Workload.Line(sentAt, event, false));
        if (chance(0.005)) {
            lines.add(new Workload.Line(sentAt.plusMillis(1 + random.nextInt(600_000)), event, true));
        }
    }

    private int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
