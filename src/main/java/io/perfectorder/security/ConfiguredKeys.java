package io.perfectorder.security;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that the configuration or a file in the data directory holds: at most one a role. */
public final class ConfiguredKeys {
    private record Entry(KeyHash hash, Caller caller) {}

    private final List<Entry> entries;

    private ConfiguredKeys(List<Entry> entries) {
        this.entries = entries;
    }

    /** Blank keys stand for none. */
    public static ConfiguredKeys of(Map<Role, String> keys) {
        return new ConfiguredKeys(keys.entrySet().stream()
                .filter(key -> !key.getValue().isBlank())
                .map(key -> new Entry(
                        KeyHash.of(key.getValue().strip()),
                        new Caller("configured-" + key.getKey().text(), key.getKey())))
                .toList());
    }

    /** Every key is compared, each in constant time. */
    public Optional<Caller> callerOf(String key) {
        KeyHash given = KeyHash.of(key);
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) {
            boolean same = entry.hash().sameAs(given);
            if (same && found.isEmpty()) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }
}
