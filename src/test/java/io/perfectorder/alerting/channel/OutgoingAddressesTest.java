package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingAddressesTest {
    private static final int RUNS = 200_000;
    private static final long SEED = 20_261_124;
    private static final OutgoingAddresses STRICT = new OutgoingAddresses(List.of());

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.255.255.255, unspecified",
        "10.0.0.0, private",
        "10.255.255.255, private",
        "100.64.0.0, private",
        "100.127.255.255, private",
        "127.0.0.1, loopback",
        "127.255.255.255, loopback",
        "169.254.169.254, link-local",
        "172.16.0.0, private",
        "172.31.255.255, private",
        "192.168.255.255, private",
        "198.19.255.255, private",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "255.255.255.255, reserved",
        "::, unspecified",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.1.2.3, private",
        "::7f00:1, reserved",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:a9fe, link-local",
        "64:ff9b:1::1, private",
        "2001::1, reserved",
        "2001:db8::1, reserved",
        "2002:7f00:1::, a tunnel",
        "fc00::1, private",
        "fdff::1, private",
        "fe80::1, link-local",
        "febf::1, link-local",
        "fec0::1, private",
        "ff02::1, multicast",
        "4000::1, reserved",
        "1::1, reserved"
    })
    void addressesThatAreNotPublic_areRefused(String address, String because) throws UnknownHostException {
        assertThat(STRICT.refusal(InetAddress.getByName(address))).contains(because);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::5e",
                "64:ff9b::101:101",
                "::ffff:1.1.1.1"
            })
    void publicAddresses_mayBeReached(String address) throws UnknownHostException {
        assertThat(STRICT.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @Test
    void whateverJavaCallsSpecial_isRefused_alsoWrittenAsIpv6() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(SEED);
        int special = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            steer(bytes, random);
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean isSpecial = address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress();
            special += isSpecial ? 1 : 0;
            if (isSpecial) {
                assertThat(STRICT.refusal(address))
                        .as("%s, seed %d", address, SEED)
                        .isPresent();
            }
            if (address instanceof Inet4Address) {
                assertThat(STRICT.refusal(translated(bytes))).isEqualTo(STRICT.refusal(address));
                assertThat(STRICT.refusal(mapped(bytes))).isEqualTo(STRICT.refusal(address));
            }
        }
        assertThat(special).isGreaterThan(RUNS / 20);
    }

    @Test
    void aBlock_holdsWhatArithmeticSays() throws UnknownHostException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int run = 0; run < RUNS / 4; run++) {
            int size = random.nextBoolean() ? 4 : 16;
            int bits = random.nextInt(size * 8 + 1);
            byte[] one = new byte[size];
            random.nextBytes(one);
            byte[] other = one.clone();
            other[random.nextInt(size)] ^= (byte) (1 << random.nextInt(8));
            BigInteger hosts = BigInteger.ONE.shiftLeft(size * 8 - bits);
            BigInteger first = new BigInteger(1, one).divide(hosts).multiply(hosts);
            InetAddress start = InetAddress.getByAddress(bytesOf(first, size));
            if (size == 16 && start instanceof Inet4Address) {
                continue;
            }
            AddressBlock block = AddressBlock.of(start.getHostAddress() + "/" + bits);

            boolean inside =
                    new BigInteger(1, other).divide(hosts).multiply(hosts).equals(first);
            assertThat(block.contains(one)).isTrue();
            assertThat(block.contains(other))
                    .as("%s %s", block, Arrays.toString(other))
                    .isEqualTo(inside);
        }
    }

    @Test
    void whatTheOperatorAllows_mayBeReachedAndNothingBeside() throws UnknownHostException {
        OutgoingAddresses some = new OutgoingAddresses(List.of("10.1.0.0/16", "::1"));

        assertThat(some.refusal(InetAddress.getByName("10.1.255.255"))).isEmpty();
        assertThat(some.refusal(InetAddress.getByName("::ffff:10.1.0.9"))).isEmpty();
        assertThat(some.refusal(InetAddress.getByName("::1"))).isEmpty();
        assertThat(some.refusal(InetAddress.getByName("10.2.0.0"))).contains("private");
        assertThat(some.refusal(InetAddress.getByName("127.0.0.1"))).contains("loopback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/x", "localhost", "::/129", "10/8"})
    void aBlockThatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> new OutgoingAddresses(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Most random addresses are public: every other one is moved near the special ones. */
    private static void steer(byte[] bytes, SplittableRandom random) {
        int[] starts = {0, 10, 127, 169, 172, 192, 224, 240, 0xFC, 0xFE, 0xFF};
        if (random.nextBoolean()) {
            bytes[0] = (byte) starts[random.nextInt(starts.length)];
            int[] seconds = {0, 16, 31, 168, 254, 0x80, 0xC0};
            bytes[1] = (byte) seconds[random.nextInt(seconds.length)];
        }
    }

    private static InetAddress translated(byte[] ipv4) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[1] = 0x64;
        bytes[2] = (byte) 0xFF;
        bytes[3] = (byte) 0x9B;
        System.arraycopy(ipv4, 0, bytes, 12, 4);
        return InetAddress.getByAddress(bytes);
    }

    private static InetAddress mapped(byte[] ipv4) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xFF;
        bytes[11] = (byte) 0xFF;
        System.arraycopy(ipv4, 0, bytes, 12, 4);
        return InetAddress.getByAddress(bytes);
    }

    private static byte[] bytesOf(BigInteger number, int size) {
        byte[] bytes = new byte[size];
        byte[] signed = number.toByteArray();
        int length = Math.min(size, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, size - length, length);
        return bytes;
    }
}
