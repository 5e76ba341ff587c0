package io.perfectorder.core.verdict;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Why an order is not perfect. Every order that is not perfect has at least one cause and a perfect one has none: an order of which
 * nothing was delivered is neither late nor short as well, so that one failure counts once.
 */
public enum FailureCause {
    NOT_DELIVERED("not-delivered"),
    /** Delivered after the deadline, or before the promised window. */
    NOT_ON_TIME("not-on-time"),
    SHORT("short"),
    DAMAGED("damaged"),
    DOCUMENTS("documents");

    private final String key;

    FailureCause(String key) {
        this.key = key;
    }

    /** The name in addresses and exports. */
    public String key() {
        return key;
    }

    public static Optional<FailureCause> ofKey(String key) {
        return Arrays.stream(values()).filter(cause -> cause.key.equals(key)).findFirst();
    }

    /** The causes in a mask of criteria that are met. */
    public static Set<FailureCause> of(int met) {
        Set<FailureCause> causes = EnumSet.noneOf(FailureCause.class);
        for (FailureCause cause : values()) {
            if (cause.holds(met)) {
                causes.add(cause);
            }
        }
        return causes;
    }

    private boolean holds(int met) {
        return switch (this) {
            case NOT_DELIVERED -> lacks(met, Criterion.DELIVERED);
            case NOT_ON_TIME -> !lacks(met, Criterion.DELIVERED) && lacks(met, Criterion.ON_TIME);
            case SHORT -> !lacks(met, Criterion.DELIVERED) && lacks(met, Criterion.IN_FULL);
            case DAMAGED -> lacks(met, Criterion.DAMAGE_FREE);
            case DOCUMENTS -> lacks(met, Criterion.DOCUMENTS_RIGHT);
        };
    }

    private static boolean lacks(int met, Criterion criterion) {
        return (met & criterion.bit()) == 0;
    }
}
