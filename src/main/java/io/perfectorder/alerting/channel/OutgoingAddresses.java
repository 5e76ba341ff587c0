package io.perfectorder.alerting.channel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a channel may connect to: those of the public internet, and those that the operator allows. So a message cannot be made
 * to reach into the network that the monitor stands in.
 *
 * <p>Source: the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890). For IPv6 only the global unicast block is
 * public; addresses that carry an IPv4 address inside are judged by it, or refused where it can be hidden.
 *
 * @param allowed blocks such as {@code 10.1.0.0/16} that may be reached although they are not public
 */
public record OutgoingAddresses(List<String> allowed) {
    private static final List<Kind> SPECIAL = Stream.of(
                    "0.0.0.0/8 unspecified",
                    "10.0.0.0/8 private",
                    "100.64.0.0/10 private",
                    "127.0.0.0/8 loopback",
                    "169.254.0.0/16 link-local",
                    "172.16.0.0/12 private",
                    "192.0.0.0/24 reserved",
                    "192.0.2.0/24 reserved",
                    "192.88.99.0/24 reserved",
                    "192.168.0.0/16 private",
                    "198.18.0.0/15 private",
                    "198.51.100.0/24 reserved",
                    "203.0.113.0/24 reserved",
                    "224.0.0.0/4 multicast",
                    "240.0.0.0/4 reserved",
                    "::/128 unspecified",
                    "::1/128 loopback",
                    "64:ff9b:1::/48 private",
                    "2001::/23 reserved",
                    "2001:db8::/32 reserved",
                    "2002::/16 a tunnel",
                    "3fff::/20 reserved",
                    "fc00::/7 private",
                    "fe80::/10 link-local",
                    "fec0::/10 private",
                    "ff00::/8 multicast")
            .map(Kind::of)
            .toList();

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");
    /** Carries an IPv4 address in its last four bytes, RFC 6052. */
    private static final AddressBlock TRANSLATED = AddressBlock.of("64:ff9b::/96");

    private record Kind(AddressBlock block, String name) {
        static Kind of(String text) {
            String[] parts = text.split(" ", 2);
            return new Kind(AddressBlock.of(parts[0]), parts[1]);
        }
    }

    public OutgoingAddresses {
        allowed = List.copyOf(allowed);
        allowed.forEach(AddressBlock::of);
    }

    /** Why it may not be connected to, in a word; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        byte[] bytes = AddressBlock.plain(address.getAddress());
        if (allowed.stream().map(AddressBlock::of).anyMatch(block -> block.contains(bytes))) {
            return Optional.empty();
        }
        if (TRANSLATED.contains(bytes)) {
            return refusal(embedded(bytes));
        }
        Optional<String> special = SPECIAL.stream()
                .filter(kind -> kind.block().contains(bytes))
                .map(Kind::name)
                .findFirst();
        boolean isPublic = bytes.length == 4 || GLOBAL_UNICAST.contains(bytes);
        return special.isPresent() || isPublic ? special : Optional.of("reserved");
    }

    private static InetAddress embedded(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
