package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An array is cut into its elements as Jackson's tree reads it, byte for byte as they were sent. */
class BatchElementsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] BLANKS = {"", "", " ", "\n", "\t\r\n "};
    private static final String[] LEAVES = {
        "7",
        "-1.5e3",
        "true",
        "null",
        "\"\"",
        "\"]\"",
        "\"[{,\"",
        "\"\\\"\"",
        "\"\\\\\"",
        "\"a\\\\\\\"],\"",
        "\"é, 订单 \uD83D\uDE9A\""
    };

    @Test
    void everyArray_isCutIntoWhatWasJoined() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            List<String> elements = IntStream.range(0, random.nextInt(6))
                    .mapToObj(_ -> value(random, 3))
                    .toList();
            StringBuilder body = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "")
                    .append(blank(random))
                    .append('[');
            for (int at = 0; at < elements.size(); at++) {
                body.append(at > 0 ? "," : "")
                        .append(blank(random))
                        .append(elements.get(at))
                        .append(blank(random));
            }
            body.append(elements.isEmpty() ? blank(random) : "").append(']').append(blank(random));

            assertThat(cut(body.toString(), 10)).as("seed %s: %s", seed, body).isEqualTo(elements);
        }
    }

    /** When every element is JSON, the body was: no broken array passes as a whole one. */
    @Test
    void anArrayWithAByteChanged_isCutOnlyWhenItIsStillOne() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder body = new StringBuilder("[" + value(random, 2) + "," + value(random, 3) + "]");
            int at = random.nextInt(body.length());
            switch (random.nextInt(3)) {
                case 0 -> body.deleteCharAt(at);
                case 1 -> body.insert(at, "[]{},\":\\1 ".charAt(random.nextInt(10)));
                default -> body.setCharAt(at, "[]{},\":\\1 ".charAt(random.nextInt(10)));
            }

            List<String> cut = cut(body.toString(), 100);
            boolean whole = cut != null && cut.stream().allMatch(BatchElementsTest::isJson);

            assertThat(whole).as("seed %s: %s", seed, body).isEqualTo(isArray(body.toString()));
            if (whole) {
                assertThat(cut).hasSize(JSON.readTree(body.toString()).size());
            }
        }
    }

    @Test
    void whatIsNoArray_isNotCut() {
        for (String body : List.of("", " ", "{}", "7", "[", "[1", "[1,", "[\"]", "[1]]", "[1] 2", "]", "[\"\\\"]")) {
            assertThat(cut(body, 10)).as(body).isNull();
        }
    }

    @Test
    void ofTooMany_oneMoreThanAllowedIsCut() {
        assertThat(cut("[1,2,3,4,5,6", 3)).hasSize(4);
        assertThat(cut("[1,2,3]", 3)).hasSize(3);
    }

    private static List<String> cut(String body, int most) {
        return BatchElements.of(body.getBytes(StandardCharsets.UTF_8), most)
                .map(elements -> elements.stream()
                        .map(element -> new String(element, StandardCharsets.UTF_8))
                        .toList())
                .orElse(null);
    }

    private static String value(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return LEAVES[random.nextInt(LEAVES.length)];
        }
        boolean object = random.nextBoolean();
        List<String> parts = new ArrayList<>();
        for (int number = random.nextInt(4); number > 0; number--) {
            String name = object ? "\"" + number + "]\"" + blank(random) + ":" : "";
            parts.add(blank(random) + name + value(random, depth - 1) + blank(random));
        }
        String inside = String.join(",", parts);
        return object ? "{" + inside + "}" : "[" + inside + "]";
    }

    private static String blank(Random random) {
        return BLANKS[random.nextInt(BLANKS.length)];
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JacksonException malformed) {
            return false;
        }
    }

    private static boolean isArray(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree.isArray();
        } catch (JacksonException malformed) {
            return false;
        }
    }
}
