package io.perfectorder.alerting.channel;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The addresses that begin with the same bits, as in {@code 10.0.0.0/8}. Source: RFC 4632 and RFC 4291. */
final class AddressBlock {
    private final byte[] first;
    private final int prefixBits;

    private AddressBlock(byte[] first, int prefixBits) {
        this.first = first;
        this.prefixBits = prefixBits;
        if (prefixBits < 0 || prefixBits > first.length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    "/" + prefixBits + " is not between /0 and /" + first.length * Byte.SIZE);
        }
        for (int bit = prefixBits; bit < first.length * Byte.SIZE; bit++) {
            if (bitOf(first, bit)) {
                throw new IllegalArgumentException("bits after the first " + prefixBits + " are not 0");
            }
        }
    }

    /** Reads {@code address/bits}, or a single address. */
    static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] first = NetUtil.createByteArrayFromIpAddressString(address.strip());
        if (first == null) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address or a block such as 10.0.0.0/8");
        }
        byte[] plain = plain(first);
        try {
            int bits = slash < 0
                    ? plain.length * Byte.SIZE
                    : Integer.parseInt(text.substring(slash + 1).strip());
            return new AddressBlock(plain, bits);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("'" + text + "' has no number of bits after the '/'");
        }
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        if (!Arrays.equals(first, 0, whole, address, 0, whole)) {
            return false;
        }
        for (int bit = whole * Byte.SIZE; bit < prefixBits; bit++) {
            if (bitOf(first, bit) != bitOf(address, bit)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(first) + "/" + prefixBits;
    }

    /** An IPv4 address written as an IPv6 one is the IPv4 one: {@link InetAddress} sees to it, others do not. */
    static byte[] plain(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean bitOf(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }
}
