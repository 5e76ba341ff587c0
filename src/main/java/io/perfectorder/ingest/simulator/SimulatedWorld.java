package io.perfectorder.ingest.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Who trades with whom, and whose bad hour it is: carriers degrade, distribution centres run out of stock. */
final class SimulatedWorld {
    static final int CUSTOMERS = 200;
    private static final long MOOD_SECONDS = 3_600;
    private static final double DEGRADED_SHARE = 0.04;
    private static final double STOCK_OUT_SHARE = 0.03;
    private static final List<String> REGIONS =
            List.of("north", "north-east", "east", "south-east", "south", "south-west", "west", "central");
    private static final List<String> CARRIERS = List.of(
            "Albatross",
            "Bison",
            "Caravel",
            "Drayline",
            "Eastwind",
            "Falcon",
            "Griffin",
            "Harbour",
            "Ibex",
            "Jackdaw",
            "Kestrel",
            "Longhaul");
    private static final int CENTRES = 20;
    private static final List<String> CENTRE_NAMES = IntStream.rangeClosed(1, CENTRES)
            .mapToObj(number -> String.format(Locale.ROOT, "DC-%02d", number))
            .toList();

    private final long seed;
    private final List<Customer> customers = new ArrayList<>();

    SimulatedWorld(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed_c057L);
        for (int number = 1; number <= CUSTOMERS; number++) {
            double draw = random.nextDouble();
            SimulatedTier tier = draw < 0.15
                    ? SimulatedTier.PLATINUM
                    : draw < 0.4 ? SimulatedTier.GOLD : draw < 0.7 ? SimulatedTier.SILVER : SimulatedTier.BRONZE;
            customers.add(new Customer(
                    String.format("C-%03d", number),
                    String.format("Customer %03d Ltd", number),
                    tier,
                    REGIONS.get(random.nextInt(REGIONS.size())),
                    random.nextInt(CENTRES)));
        }
    }

    List<Customer> customers() {
        return customers;
    }

    /** Few customers order much, many order little. */
    Customer customer(SplittableRandom random) {
        double draw = random.nextDouble();
        return customers.get((int) (draw * Math.sqrt(draw) * CUSTOMERS));
    }

    /** Mostly the customer's own centre, at times its neighbour. */
    String centre(Customer customer, SplittableRandom random) {
        int shift = random.nextDouble() < 0.8 ? 0 : 1 + random.nextInt(3);
        return CENTRE_NAMES.get((customer.centre() + shift) % CENTRES);
    }

    String carrier(SplittableRandom random) {
        return CARRIERS.get(random.nextInt(CARRIERS.size()));
    }

    boolean degraded(String carrier, Instant at) {
        return mood(carrier, at) < DEGRADED_SHARE;
    }

    boolean stockOut(String centre, Instant at) {
        return mood(centre, at) < STOCK_OUT_SHARE;
    }

    /** The same for a whole hour; the hours of different parties do not begin together. */
    private double mood(String party, Instant at) {
        long salt = party.hashCode() * 0x9e37_79b9_7f4a_7c15L;
        long hour = Math.floorDiv(at.getEpochSecond() + Math.floorMod(salt, MOOD_SECONDS), MOOD_SECONDS);
        return new SplittableRandom(seed ^ salt ^ hour * 0xbf58_476d_1ce4_e5b9L).nextDouble();
    }

    /** One customer, with the number of the centre that usually serves it. */
    record Customer(String id, String name, SimulatedTier tier, String region, int centre) {}
}
