package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.priority.Product;
import io.perfectorder.testing.TextMutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is in a file of products, the reader gives products that can be written and read again, or says what is wrong. A corpus and
 * seeded mutations of it; {@code -Dfuzz.seconds=N} for longer and {@code -Dfuzz.seed=N} for another walk.
 */
class ProductFileFuzzTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz/products");
    private static final List<String> PIECES = List.of(
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r",
            "\r\n",
            "\u2028",
            "\uFEFF",
            "\0",
            " ",
            "\t",
            ";",
            "0",
            "-1",
            "+1",
            "1e9",
            "2147483647",
            "2147483648",
            "\u0661",
            "\uD800",
            "\uD83D\uDE9A",
            "NaN",
            "sku",
            "\"a,b\"",
            "\"\n\"");

    @Test
    void everyText_isProductsOrARefusalThatSaysWhy() throws IOException {
        long seed = Long.getLong("fuzz.seed", 20L);
        List<String> corpus = corpus();
        var mutator = new TextMutator(new Random(seed), corpus, PIECES);
        int read = 0;
        int refused = 0;
        corpus.forEach(text -> isRead(text, seed));

        // The wall clock only decides when to stop; each input is decided by the seed.
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("fuzz.seconds", 1L)).toNanos();
        for (int i = 0; i < 20_000 || System.nanoTime() < end; i++) {
            if (isRead(mutator.next(), seed)) {
                read++;
            } else {
                refused++;
            }
        }

        assertThat(read).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static boolean isRead(String text, long seed) {
        List<Product> products;
        try {
            products = ProductFile.read(text);
        } catch (IllegalArgumentException refusal) {
            assertThat(refusal).as("seed %d, text %s", seed, text).hasMessageMatching("(?s).*\\S.*");
            return false;
        } catch (RuntimeException bug) {
            throw new AssertionError("seed " + seed + ", text " + text, bug);
        }
        assertThat(ProductFile.read(written(products)))
                .as("seed %d, text %s", seed, text)
                .isEqualTo(products);
        return true;
    }

    private static String written(List<Product> products) {
        return products.stream()
                .map(product -> "\"" + product.sku().replace("\"", "\"\"") + "\"," + product.profitabilityRank() + ","
                        + product.importance().grade())
                .collect(Collectors.joining("\n", "sku,profitabilityRank,importanceGrade\n", ""));
    }

    private static List<String> corpus() throws IOException {
        List<String> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readString(file));
            }
        }
        return corpus;
    }
}
