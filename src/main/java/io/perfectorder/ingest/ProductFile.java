package io.perfectorder.ingest;

import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import io.perfectorder.core.priority.ProductRanking;
import java.util.ArrayList;
import java.util.List;

/**
 * Products in CSV: {@code sku,profitabilityRank,importanceGrade}, a header line with these names, then one product a line. A field may be
 * quoted; a quote within is doubled. Blank lines are skipped.
 */
public final class ProductFile {
    private static final List<String> HEAD = List.of("sku", "profitabilityRank", "importanceGrade");

    private ProductFile() {}

    /**
     * The products of such a text.
     *
     * @throws IllegalArgumentException naming the line and what is wrong with it
     */
    public static List<Product> read(String text) {
        List<Product> products = new ArrayList<>();
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            List<String> fields = fields(lines.get(i));
            if (!headed) {
                check(fields.equals(HEAD), i, "the header is not " + String.join(",", HEAD));
                headed = true;
                continue;
            }
            products.add(product(fields, i));
        }
        ProductRanking.of(products);
        return products;
    }

    private static Product product(List<String> fields, int line) {
        check(fields.size() == HEAD.size(), line, fields.size() + " fields instead of " + HEAD.size());
        try {
            ImportanceGrade grade = ImportanceGrade.ofGrade(Integer.parseInt(fields.get(2)))
                    .orElseThrow(() ->
                            new IllegalArgumentException("importanceGrade: " + fields.get(2) + " is not 1, 2 or 3"));
            return new Product(fields.get(0), Integer.parseInt(fields.get(1)), grade);
        } catch (NumberFormatException notANumber) {
            throw wrong(line, "rank and grade are whole numbers");
        } catch (IllegalArgumentException wrong) {
            throw wrong(line, String.valueOf(wrong.getMessage()));
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }

    private static void check(boolean right, int line, String wrong) {
        if (!right) {
            throw wrong(line, wrong);
        }
    }

    private static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + (line + 1) + ": " + what);
    }
}
