package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhraseTest {
    @ParameterizedTest
    @EnumSource(Phrase.class)
    void whatWasSaid_isReadAgain(Phrase phrase) {
        List<String> values = IntStream.range(0, phrase.gaps())
                .mapToObj(i -> "v" + i + " {} (?) é\n")
                .toList();

        assertThat(Phrase.read(phrase.say(values.toArray()))).contains(new Phrase.Said(phrase, values));
    }

    @Test
    void aSilence_endsAtAnInstantWithColons_andItsReasonMayHaveAnything() {
        String text = Phrase.SILENCE.say(3, "Ann", "2026-01-01T00:00:00Z", "works: until 8 by Bob");

        assertThat(text).isEqualTo("silence 3 by Ann until 2026-01-01T00:00:00Z: works: until 8 by Bob");
        assertThat(Phrase.read(text))
                .contains(new Phrase.Said(
                        Phrase.SILENCE, List.of("3", "Ann", "2026-01-01T00:00:00Z", "works: until 8 by Bob")));
    }

    @Test
    void whatAnotherProgramSays_isNoneOfOurs() {
        assertThat(Phrase.read("invalid_token")).isEmpty();
        assertThat(Phrase.read("")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Phrase.STATUS.say());
    }
}
