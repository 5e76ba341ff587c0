package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.TextMutator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked of a reading endpoint, the answer is no server error. A corpus of addresses and seeded mutations of it, sent over bare
 * sockets, since a client would refuse or mend most of them; {@code -Dfuzz.seconds=N} for longer and {@code -Dfuzz.seed=N} for
 * another walk. A failing address is printed, to become a line of the corpus.
 */
class QueryFuzzOverHttpTest extends ReadingHttp {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz/queries/readings.txt");
    private static final List<String> PIECES = List.of(
            "%00",
            "%",
            "%zz",
            "%C0%80",
            "%ED%A0%80",
            "%F0%9F%9A%9A",
            "%E8%AE%A2",
            "%0d%0a",
            "%20",
            "%2B",
            "%26",
            "%3D",
            "%2F",
            "%5C",
            "%22",
            "%27",
            "%3B",
            "&",
            "&&",
            "=",
            "?",
            "#",
            ";",
            "/",
            "//",
            "..",
            ",",
            "-",
            "+",
            "*",
            "|",
            "{",
            "[",
            "<",
            "\u00e9",
            "0",
            "-1",
            "1e9",
            "1001",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "NaN",
            "null",
            "true",
            "PT1M",
            "P4000D",
            "P4001D",
            "P571W",
            "P999999999999999999D",
            "PT9223372036854775807S",
            "P1Y",
            "PT0.5M",
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T23:59:00Z",
            "%2B10000-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:00Z",
            "9999-12-31T23:59:00-18:00",
            "2026-02-30T00:00:00Z",
            "2026-01-02T00:00:00%2B18:01",
            "by=all",
            "tier=",
            "&tier=a&tier=b",
            "&limit=1",
            "&cursor=",
            "&asOf=",
            "all",
            "customer",
            "perfect-order",
            "x".repeat(300));

    @Test
    void noQuestion_isAnsweredWithAServerError() throws IOException {
        long seed = Long.getLong("fuzz.seed", 20L);
        List<String> corpus = Files.readAllLines(CORPUS);
        var mutator = new TextMutator(new Random(seed), corpus, PIECES);
        Map<Integer, Integer> seen = new TreeMap<>();
        assertThat(corpus).allSatisfy(address -> ask(address, seed));

        // The wall clock only decides when to stop; each address is decided by the seed.
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("fuzz.seconds", 2L)).toNanos();
        for (int i = 0; i < 500 || System.nanoTime() < end; i++) {
            seen.merge(ask(mutator.next(), seed), 1, Integer::sum);
        }

        System.out.println("fuzzed questions by the status of their answers: " + seen);
        assertThat(seen).containsKeys(200, 400, 404);
    }

    private int ask(String address, long seed) throws IOException {
        int status = statusOf(address);
        assertThat(status).as("seed %d, address %s", seed, address).isBetween(200, 499);
        return status;
    }

    private int statusOf(String address) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // A blank or the end of a line would end the address and not be part of it.
            String target = address.replace(" ", "%20").replace("\r", "%0D").replace("\n", "%0A");
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            String line = new String(start, StandardCharsets.US_ASCII);
            assertThat(line).as(address).startsWith("HTTP/1.1 ");
            return Integer.parseInt(line.substring(line.length() - 3));
        }
    }
}
