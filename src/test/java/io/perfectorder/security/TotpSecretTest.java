package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTest {
    private static final TotpSecret OF_THE_RFC =
            new TotpSecret(Base32.of("12345678901234567890".getBytes(StandardCharsets.US_ASCII)));

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfRfc6238_haveTheLastSixOfTheirEightDigits(long seconds, String eight) {
        assertThat(OF_THE_RFC.codeAt(Instant.ofEpochSecond(seconds))).isEqualTo(eight.substring(2));
    }

    @Test
    void aCode_fitsOneStepBeforeAndAfterItsOwn_andNoFurther() {
        Instant now = Instant.ofEpochSecond(1_111_111_111);
        long step = 1_111_111_111 / 30;

        for (int off = -1; off <= 1; off++) {
            assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.codeAt(now.plusSeconds(30L * off)), now))
                    .hasValue(step + off);
        }
        for (int off : new int[] {-2, 2}) {
            assertThat(OF_THE_RFC.stepOf(OF_THE_RFC.codeAt(now.plusSeconds(30L * off)), now))
                    .isEmpty();
        }
        for (String wrong : new String[] {"", "50471", "14050471", "０５０４７１"}) {
            assertThat(OF_THE_RFC.stepOf(wrong, now)).as(wrong).isEmpty();
        }
    }

    @Test
    void base32_isThatOfRfc4648_bothWays() {
        assertThat(Base32.of("fooba".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTB");
        assertThat(OF_THE_RFC.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        byte[] all = new byte[255];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        assertThat(Base32.bytes(Base32.of(all))).isEqualTo(all);
    }

    @Test
    void theAddressForApps_namesTheIssuerAndTheAccount() {
        assertThat(OF_THE_RFC.uri("Perfect Order Monitor", new AccountName("ann+1")))
                .isEqualTo("otpauth://totp/Perfect%20Order%20Monitor:ann%2B1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Perfect%20Order%20Monitor");
    }

    @Test
    void aSecret_is160Bits_andNeverShownByAccident() {
        assertThat(TotpSecret.random()).isNotEqualTo(TotpSecret.random());
        assertThat(TotpSecret.of("GEZDGNBV")).isEmpty();
        assertThat(OF_THE_RFC.toString()).doesNotContain("GEZ");
        assertThatThrownBy(() -> new TotpSecret("x")).hasMessageContaining("32 of A to Z");
    }
}
