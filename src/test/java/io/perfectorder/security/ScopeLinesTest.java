package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScopeLinesTest {
    @Test
    void aLine_isADimensionAndAValue() {
        assertThat(ScopeLines.read(" carrier = Bison \n\ncarrier=a, b=c; d\r\ntier=gold"))
                .isEqualTo(new ScopeLines.Outcome.Read(
                        new ViewScope(Map.of("carrier", Set.of("Bison", "a, b=c; d"), "tier", Set.of("gold")))));
    }

    @Test
    void noLine_isEverything() {
        assertThat(ScopeLines.read(" \n ")).isEqualTo(new ScopeLines.Outcome.Read(ViewScope.ALL));
        assertThat(ScopeLines.of(ViewScope.ALL)).isEmpty();
    }

    @Test
    void whatIsWritten_isReadAgain() {
        ViewScope scope = new ViewScope(Map.of(
                "carrier",
                Set.of("Bison", "=", "tier=gold"),
                "customer",
                Set.of("客户"),
                "region",
                Set.of("north east")));

        assertThat(ScopeLines.read(ScopeLines.of(scope))).isEqualTo(new ScopeLines.Outcome.Read(scope));
    }

    @Test
    void aLineThatIsNone_isNamed() {
        for (String line : new String[] {
            "carier=Bison", "channel=web", "carrier", "carrier=", "=Bison", "Carrier=Bison", "tier=a\0b", "tier=a\tb"
        }) {
            assertThat(ScopeLines.read("tier=gold\n" + line))
                    .as(line)
                    .isEqualTo(new ScopeLines.Outcome.WrongLine(2, line));
        }
    }

    @Test
    void tooMuch_isRefused() {
        assertThat(ScopeLines.read(customers(ScopeLines.MOST_VALUES))).isInstanceOf(ScopeLines.Outcome.Read.class);
        assertThat(ScopeLines.read(customers(ScopeLines.MOST_VALUES + 1))).isEqualTo(new ScopeLines.Outcome.TooMuch());
        assertThat(ScopeLines.read("tier=" + "x".repeat(ScopeLines.LONGEST)))
                .isEqualTo(new ScopeLines.Outcome.TooMuch());
    }

    private static String customers(int number) {
        return IntStream.range(0, number).mapToObj(i -> "customer=c" + i).collect(Collectors.joining("\n"));
    }
}
