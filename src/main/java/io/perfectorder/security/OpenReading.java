package io.perfectorder.security;

import java.util.Set;

/**
 * Whether reading needs nobody's key: only where no other than loopback is listened on, and only as long as there is no administrator. See
 * ADR 0080.
 */
@FunctionalInterface
public interface OpenReading {
    /** Names of this machine; another name that leads to loopback is a page's trick (DNS rebinding). */
    Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    boolean now();

    /** {@code host}: the name by which the request addresses us, without the port; empty when it says none. */
    default boolean to(String host) {
        return now() && (host.isEmpty() || NAMES.contains(host));
    }
}
