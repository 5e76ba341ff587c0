package io.perfectorder.ingest.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Draws everything that happens to one order and schedules the sending of it. */
final class OrderLife {
    private static final String ORDERS = "/sim/orders";
    private static final String WAREHOUSE = "/sim/warehouse";
    private static final String TRANSPORT = "/sim/transport";
    private static final String DESK = "/sim/service-desk";

    private final OrderSimulator simulator;
    private final SplittableRandom random;
    private final String orderId;
    private final Instant placed;
    private final double scale;
    private final SimulatedWorld.Customer customer;
    private final String centre;
    private final String carrier;
    private final double promise;
    private final int[] ordered;
    private final double lateRisk;
    private final double shortRisk;
    private final double damageRisk;
    private final double documentRisk;

    OrderLife(
            OrderSimulator simulator,
            SimulatedWorld world,
            SplittableRandom random,
            String orderId,
            Instant arrival,
            double scale) {
        this.simulator = simulator;
        this.random = random;
        this.orderId = orderId;
        // Rounded up, so that nothing is sent before the arrival that caused it.
        this.placed = arrival.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        this.scale = scale;
        this.customer = world.customer(random);
        this.centre = world.centre(customer, random);
        this.carrier = world.carrier(random);
        SimulatedTier tier = customer.tier();
        this.promise = between(tier.shortestPromiseSeconds(), tier.longestPromiseSeconds());
        this.ordered = new int[1 + random.nextInt(5)];
        for (int line = 0; line < ordered.length; line++) {
            ordered[line] = 2 + random.nextInt(40);
        }
        boolean degraded = world.degraded(carrier, placed);
        double trouble = tier.troubleFactor();
        this.lateRisk = trouble * (0.033 + (degraded ? 0.35 : 0));
        this.shortRisk = trouble * (0.022 + (world.stockOut(centre, placed) ? 0.4 : 0));
        this.damageRisk = trouble * (0.015 + (degraded ? 0.06 : 0));
        this.documentRisk = trouble * 0.014;
    }

    void play() {
        boolean window = chance(0.2);
        place(window);
        if (chance(0.015)) {
            cancel("customer", "no longer needed");
            return;
        }
        if (chance(0.003)) {
            cancel("supplier", "out of stock");
            complain(promise, "missing");
            return;
        }
        double due = promise;
        if (chance(0.03)) {
            due = promise * 1.3;
            amend(due, "customer");
        }
        boolean late = chance(lateRisk);
        if (late && chance(0.4)) {
            amend(promise * 1.7, "supplier");
        }
        double arrival = late ? due * between(1.03, 1.6) : due * between(0.55, 0.96);
        boolean early = window && !late && chance(0.03);
        if (early) {
            arrival = promise * 0.2;
        }
        boolean lacking = chance(shortRisk);
        deliver(arrival, due, lacking);
        String trouble = aftermath(arrival);
        String cause = late ? "late" : lacking ? "missing" : trouble;
        if (cause.isEmpty() ? chance(0.004) : chance(0.35)) {
            complain(late ? due : arrival, cause.isEmpty() ? "service" : cause);
        }
    }

    private void place(boolean window) {
        StringJoiner lines = new StringJoiner(",", "[", "]");
        for (int line = 0; line < ordered.length; line++) {
            lines.add("{\"line\":" + (line + 1) + ",\"sku\":\"SKU-" + (1000 + random.nextInt(500)) + "\",\"quantity\":"
                    + ordered[line] + ",\"unitPrice\":" + (1 + random.nextInt(200)) + ".5}");
        }
        JsonText data = new JsonText().put("customerId", customer.id());
        if (chance(0.7)) {
            data.put("tier", customer.tier().label());
        }
        data.put("region", customer.region()).put("distributionCentre", centre).put("carrier", carrier);
        data.put("channel", chance(0.5) ? "web" : chance(0.7) ? "edi" : "phone");
        if (window) {
            data.put("promisedFrom", at(promise * 0.25));
        }
        data.put("promisedBy", at(promise)).raw("lines", lines.toString()).put("currency", "EUR");
        send(ORDERS, "order.placed", 0, data);
    }

    private void cancel(String by, String reason) {
        send(
                ORDERS,
                "order.cancelled",
                promise * between(0.05, 0.3),
                new JsonText().put("by", by).put("reason", reason));
    }

    private void amend(double due, String agreedBy) {
        send(
                ORDERS,
                "order.amended",
                promise * between(0.05, 0.3),
                new JsonText().put("promisedBy", at(due)).put("agreedBy", agreedBy));
    }

    private void deliver(double arrival, double due, boolean lacking) {
        int[] accepted = ordered.clone();
        int victim = random.nextInt(ordered.length);
        int missing = lacking ? 1 + random.nextInt(ordered[victim] - 1) : 0;
        accepted[victim] -= missing;
        if (chance(0.12)) {
            int[] first = new int[accepted.length];
            int[] rest = new int[accepted.length];
            for (int line = 0; line < accepted.length; line++) {
                first[line] = (accepted[line] + 1) / 2;
                rest[line] = accepted[line] - first[line];
            }
            ship("1", arrival * 0.9, first);
            if (lines(rest).length() > 2) {
                ship("2", arrival, rest);
            }
        } else {
            ship("1", arrival, accepted);
        }
        if (lacking && chance(0.3)) {
            int[] rest = new int[accepted.length];
            rest[victim] = missing;
            ship("3", Math.max(arrival, due) * between(1.05, 1.5), rest);
        }
    }

    private void ship(String suffix, double arrival, int[] accepted) {
        String deliveryId = orderId + "-D" + suffix;
        double leaves = arrival * between(0.3, 0.6);
        send(
                WAREHOUSE,
                "delivery.dispatched",
                leaves,
                new JsonText()
                        .put("deliveryId", deliveryId)
                        .put("carrier", carrier)
                        .put("distributionCentre", centre)
                        .put("estimatedArrival", at(arrival))
                        .raw("lines", lines(accepted)));
        if (chance(0.15)) {
            send(
                    TRANSPORT,
                    "delivery.estimated",
                    between(leaves, arrival),
                    new JsonText().put("deliveryId", deliveryId).put("estimatedArrival", at(arrival)));
        }
        if (chance(0.015)) {
            int[] misread = accepted.clone();
            int line = random.nextInt(misread.length);
            misread[line] = misread[line] > 1 ? misread[line] - 1 : misread[line] * 2;
            complete(deliveryId, arrival * 0.97, misread);
        }
        complete(deliveryId, arrival, accepted);
    }

    private void complete(String deliveryId, double when, int[] accepted) {
        send(
                TRANSPORT,
                "delivery.completed",
                when,
                new JsonText()
                        .put("deliveryId", deliveryId)
                        .raw("lines", lines(accepted))
                        .put("proofOfDelivery", "signed"));
    }

    /** Damage, returns and disputes; the category a complaint would have, or an empty text. */
    private String aftermath(double arrival) {
        String trouble = "";
        String oneLine = "[{\"line\":1,\"quantity\":1}]";
        if (chance(documentRisk)) {
            trouble = "documents";
            dispute(arrival, chance(0.7) ? "invoice" : "delivery-note");
        } else if (chance(0.002)) {
            String id = dispute(arrival, "invoice");
            send(
                    DESK,
                    "event.retracted",
                    arrival + 7_200,
                    new JsonText()
                            .put("retractedSource", DESK)
                            .put("retractedId", id)
                            .put("reason", "booked on the wrong order"));
        }
        if (chance(damageRisk)) {
            trouble = "damaged";
            send(
                    DESK,
                    "goods.damaged",
                    arrival + between(60, 1_800),
                    new JsonText().raw("line", "1").raw("quantity", "1").put("description", "crushed carton"));
        }
        if (chance(0.02)) {
            double draw = random.nextDouble();
            String reason = draw < 0.15 ? "wrong-item" : draw < 0.3 ? "defective" : "unwanted";
            trouble = reason.equals("wrong-item") ? reason : reason.equals("defective") ? "damaged" : trouble;
            send(
                    DESK,
                    "goods.returned",
                    arrival + between(300, 5_400),
                    new JsonText().raw("lines", oneLine).put("reason", reason));
        }
        return trouble;
    }

    private String dispute(double arrival, String document) {
        return send(
                DESK,
                "document.disputed",
                arrival + between(300, 3_600),
                new JsonText().put("document", document).put("reason", "does not match the order"));
    }

    private void complain(double cause, String category) {
        String complaintId = orderId + "-P";
        double opened = cause + between(300, 3_600);
        send(
                DESK,
                "complaint.opened",
                opened,
                new JsonText().put("complaintId", complaintId).put("category", category));
        if (chance(0.8)) {
            send(
                    DESK,
                    "complaint.resolved",
                    opened + between(600, 7_200),
                    new JsonText()
                            .put("complaintId", complaintId)
                            .put("resolution", chance(0.5) ? "credited" : "explained"));
        }
    }

    private String send(String source, String type, double seconds, JsonText data) {
        String id = simulator.nextEventId();
        double delay = chance(0.02) ? between(60, 2_700) : between(0.1, 3);
        Duration again = chance(0.005) ? millis(between(1, 600)).plusMillis(1) : Duration.ZERO;
        simulator.send(
                source, id, type, orderId, at(seconds), data.end(), new OrderSimulator.Delay(millis(delay), again));
        return id;
    }

    private static String lines(int[] quantities) {
        StringJoiner lines = new StringJoiner(",", "[", "]");
        for (int line = 0; line < quantities.length; line++) {
            if (quantities[line] > 0) {
                lines.add("{\"line\":" + (line + 1) + ",\"quantity\":" + quantities[line] + "}");
            }
        }
        return lines.toString();
    }

    private Instant at(double seconds) {
        return placed.plus(millis(seconds));
    }

    private Duration millis(double seconds) {
        return Duration.ofMillis((long) (seconds * scale * 1_000));
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
