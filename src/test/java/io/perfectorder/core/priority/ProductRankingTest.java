package io.perfectorder.core.priority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductRankingTest {
    @ParameterizedTest
    @CsvSource({
        "A, 2, 1",
        "C, 6, 3",
        "F, 3, 2",
        "B, 12, 5=",
        "G, 15, 7",
        "E, 12, 5=",
        "Y, 7, 4",
        "H, 16, 8",
        "L, 27, 10",
        "D, 20, 9"
    })
    void goldenTableA_ofTheSourceChapter(String sku, long value, String printed) {
        ProductRanking ranking = ranking("A1x2 C2x3 F3x1 B4x3 G5x3 E6x2 Y7x1 H8x2 L9x3 D10x2");

        assertThat(ranking.of(sku).orElseThrow()).hasToString(printed);
        assertThat(ranking.of(sku).orElseThrow().product().criticalValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "C, 3, 1",
        "P, 4, 2=",
        "R, 6, 5",
        "B, 4, 2=",
        "X, 5, 4",
        "Y, 18, 8",
        "Z, 14, 7",
        "H, 8, 6",
        "J, 27, 10",
        "K, 20, 9"
    })
    void goldenTableB_ofChristopher(String sku, long value, String printed) {
        ProductRanking ranking = ranking("C1x3 P2x2 R3x2 B4x1 X5x1 Y6x3 Z7x2 H8x1 J9x3 K10x2");

        assertThat(ranking.of(sku).orElseThrow()).hasToString(printed);
        assertThat(ranking.of(sku).orElseThrow().product().criticalValue()).isEqualTo(value);
    }

    @Test
    void theOrderInWhichProductsAreGiven_doesNotMatter() {
        List<Product> products = new ArrayList<>(products("A1x2 C2x3 F3x1 B4x3 G5x3 E6x2 Y7x1 H8x2 L9x3 D10x2"));
        ProductRanking straight = ProductRanking.of(products);

        Collections.shuffle(products, new Random(7));

        assertThat(products)
                .allSatisfy(product -> assertThat(ProductRanking.of(products).of(product.sku()))
                        .isEqualTo(straight.of(product.sku())));
    }

    @Test
    void aProductNobodyRanked_hasNoPriority() {
        assertThat(ranking("A1x2").of("B")).isEmpty();
    }

    @Test
    void twoProductsOfOneProfitabilityRank_areRefused() {
        assertThatThrownBy(() -> ranking("A1x2 B1x3")).hasMessageContaining("profitabilityRank: 1");
    }

    @Test
    void theGreatestRank_doesNotOverflow() {
        Product last = new Product("last", Integer.MAX_VALUE, ImportanceGrade.LONGER_DELAY_ACCEPTABLE);

        assertThat(last.criticalValue()).isEqualTo(3L * Integer.MAX_VALUE);
    }

    static ProductRanking ranking(String text) {
        return ProductRanking.of(products(text));
    }

    /** Products written as sku, rank, x, grade. */
    private static List<Product> products(String text) {
        return List.of(text.split(" ")).stream()
                .map(word -> new Product(
                        word.substring(0, 1),
                        Integer.parseInt(word.substring(1, word.indexOf('x'))),
                        ImportanceGrade.ofGrade(Integer.parseInt(word.substring(word.indexOf('x') + 1)))
                                .orElseThrow()))
                .toList();
    }
}
