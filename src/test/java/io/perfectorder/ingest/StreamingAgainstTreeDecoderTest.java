package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The streaming decoder against the tree decoder, over a corpus and seeded mutations of it. A few seconds in every run; {@code
 * -Dfuzz.seconds=N} for longer and {@code -Dfuzz.seed=N} for another walk. A failing input is printed, to become a file of the corpus.
 */
class StreamingAgainstTreeDecoderTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz/events");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final EventDecoder fast = new EventDecoder();
    private final TreeDecoder slow = new TreeDecoder();

    @Test
    void decoder_givesTheVerdictOfTheTree() throws IOException {
        List<byte[]> corpus = corpus();
        long seed = Long.getLong("fuzz.seed", 20L);
        EventMutator mutator = new EventMutator(new Random(seed), corpus);
        Set<RejectionCode> seen = EnumSet.noneOf(RejectionCode.class);
        int valid = 0;
        corpus.forEach(event -> compare(event, seed));

        // The wall clock only decides when to stop; each input is decided by the seed.
        long end = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("fuzz.seconds", 4L)).toNanos();
        for (int i = 0; i < 20_000 || System.nanoTime() < end; i++) {
            switch (compare(mutator.next(), seed)) {
                case Decoded.Valid _ -> valid++;
                case Decoded.Invalid invalid -> seen.add(invalid.code());
            }
        }

        assertThat(valid).isGreaterThan(1000);
        assertThat(seen).containsAll(EnumSet.complementOf(EnumSet.of(RejectionCode.TOO_LARGE, RejectionCode.TOO_DEEP)));
    }

    private Decoded compare(byte[] event, long seed) {
        Decoded ours = fast.decode(event, NOW, true);
        assertThat(summary(ours))
                .as(() -> "seed " + seed + ", input " + HexFormat.of().formatHex(event) + "\n"
                        + new String(event, StandardCharsets.UTF_8) + "\n" + ours)
                .isEqualTo(summary(slow.decode(event, NOW, true)));
        return ours;
    }

    private static String summary(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Valid valid -> valid.incoming().event().toString();
            case Decoded.Invalid invalid -> invalid.code().key();
        };
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> corpus = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                corpus.add(Files.readAllBytes(file));
            }
        }
        return corpus;
    }
}
