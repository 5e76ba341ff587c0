package io.perfectorder.ingest.simulator;

import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The products that simulated orders ask for, ranked; every tenth is left out, as somebody always forgets some. */
public final class SimulatedProducts {
    private static final int FIRST = 1_000;
    private static final int PRODUCTS = 500;
    private static final int FORGOTTEN = 10;

    private SimulatedProducts() {}

    public static List<Product> ranked(long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x9e37_0dd5L);
        List<String> skus = new ArrayList<>();
        for (int number = FIRST; number < FIRST + PRODUCTS; number++) {
            if (number % FORGOTTEN != 0) {
                skus.add(random.nextInt(skus.size() + 1), "SKU-" + number);
            }
        }
        List<Product> products = new ArrayList<>();
        for (String sku : skus) {
            double draw = random.nextDouble();
            ImportanceGrade grade = draw < 0.25
                    ? ImportanceGrade.LOSES_THE_SALE
                    : draw < 0.65 ? ImportanceGrade.SLIGHT_DELAY_ACCEPTABLE : ImportanceGrade.LONGER_DELAY_ACCEPTABLE;
            products.add(new Product(sku, products.size() + 1, grade));
        }
        return products;
    }
}
