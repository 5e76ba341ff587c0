package io.perfectorder.ingest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of {@code data} that some type of the contract reads. */
enum DataField {
    CUSTOMER_ID,
    TIER,
    REGION,
    DISTRIBUTION_CENTRE,
    CARRIER,
    CHANNEL,
    PROMISED_FROM,
    PROMISED_BY,
    LINES,
    CURRENCY,
    AGREED_BY,
    REASON,
    BY,
    DELIVERY_ID,
    ESTIMATED_ARRIVAL,
    PROOF_OF_DELIVERY,
    LINE,
    QUANTITY,
    DESCRIPTION,
    DOCUMENT,
    COMPLAINT_ID,
    CATEGORY,
    RESOLUTION,
    NAME,
    RETRACTED_SOURCE,
    RETRACTED_ID;

    static final int COUNT = values().length;
    private static final Map<String, DataField> BY_KEY = new HashMap<>();

    static {
        for (DataField field : values()) {
            BY_KEY.put(field.key, field);
        }
    }

    private final String key;

    DataField() {
        StringBuilder camelCase = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            camelCase.append(
                    camelCase.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        this.key = camelCase.toString();
    }

    /** The name in JSON. */
    String key() {
        return key;
    }

    // An index in memory, never stored.
    @SuppressWarnings("EnumOrdinal")
    int place() {
        return ordinal();
    }

    static @Nullable DataField ofKey(String key) {
        return BY_KEY.get(key);
    }
}
