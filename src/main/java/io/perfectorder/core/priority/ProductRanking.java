package io.perfectorder.core.priority;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All products ranked by critical value, ascending, in standard competition ranking (1, 2, 2, 4). Immutable. */
public final class ProductRanking {
    /** No product is ranked. */
    public static final ProductRanking NONE = of(List.of());

    private final Map<String, ProductPriority> bySku;

    private ProductRanking(Map<String, ProductPriority> bySku) {
        this.bySku = bySku;
    }

    /**
     * The ranking of these products.
     *
     * @throws IllegalArgumentException when two products have one sku or one profitability rank
     */
    public static ProductRanking of(Collection<Product> products) {
        checkUnique(products);
        List<Product> sorted = products.stream()
                .sorted(Comparator.comparingLong(Product::criticalValue))
                .toList();
        Map<String, ProductPriority> bySku = new HashMap<>();
        for (int from = 0; from < sorted.size(); ) {
            int to = from + 1;
            while (to < sorted.size()
                    && sorted.get(to).criticalValue() == sorted.get(from).criticalValue()) {
                to++;
            }
            for (Product product : sorted.subList(from, to)) {
                bySku.put(product.sku(), new ProductPriority(product, from + 1, to - from > 1));
            }
            from = to;
        }
        return new ProductRanking(bySku);
    }

    /** Empty when nobody ranked the product. */
    public Optional<ProductPriority> of(String sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    /** How many products are ranked. */
    public int size() {
        return bySku.size();
    }

    private static void checkUnique(Collection<Product> products) {
        Set<String> skus = new HashSet<>();
        Set<Integer> ranks = new HashSet<>();
        for (Product product : products) {
            if (!skus.add(product.sku())) {
                throw new IllegalArgumentException("sku: '" + product.sku() + "' is ranked twice");
            }
            if (!ranks.add(product.profitabilityRank())) {
                throw new IllegalArgumentException(
                        "profitabilityRank: " + product.profitabilityRank() + " is given to two products");
            }
        }
    }
}
