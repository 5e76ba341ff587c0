package io.perfectorder.core.servicelevel;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A measure of the contract: a ratio of two counts of a tally. Source: SCOR, and the contract's table of rates. */
public enum Measure {
    PERFECT_ORDER("perfect-order", Tally::perfect, Tally::due),
    ON_TIME("on-time", Tally::onTime, Tally::due),
    IN_FULL("in-full", Tally::inFull, Tally::due),
    OTIF("otif", Tally::otif, Tally::due),
    ERROR_FREE("error-free", Tally::errorFree, Tally::delivered),
    DAMAGE_FREE("damage-free", Tally::damageFree, Tally::delivered),
    DOCUMENTS_RIGHT("documents-right", Tally::documentsRight, Tally::delivered),
    COMPLAINT("complaint", Tally::complained, Tally::due);

    private final String key;
    // Both are references to accessors of a record: functions without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<Tally> numerator;

    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<Tally> denominator;

    Measure(String key, ToLongFunction<Tally> numerator, ToLongFunction<Tally> denominator) {
        this.key = key;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** The name in the API and in metrics. */
    public String key() {
        return key;
    }

    public static Optional<Measure> ofKey(String key) {
        return Arrays.stream(values()).filter(m -> m.key.equals(key)).findFirst();
    }

    /** Empty when the denominator is 0: no data is no rate. */
    public Optional<Rate> of(Tally tally) {
        long total = denominator.applyAsLong(tally);
        return total == 0 ? Optional.empty() : Optional.of(new Rate(numerator.applyAsLong(tally), total));
    }
}
