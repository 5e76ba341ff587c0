package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Verdict;

/**
 * Counts of orders in a group. A commutative group under {@link #plus}: associative, commutative, identity {@link #ZERO}, inverse by
 * {@link #minus}. Exact; overflow throws.
 */
public record Tally(
        long due,
        long delivered,
        long onTime,
        long inFull,
        long otif,
        long errorFree,
        long damageFree,
        long documentsRight,
        long perfect,
        long complained) {
    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** The contribution of one order: one due, or nothing when it is waiting or withdrawn. */
    public static Tally of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Waiting _, Verdict.Withdrawn _ -> ZERO;
            case Verdict.Judged judged -> {
                long delivered = one(judged.meets(Criterion.DELIVERED));
                yield new Tally(
                        1,
                        delivered,
                        one(judged.meets(Criterion.ON_TIME)),
                        one(judged.meets(Criterion.IN_FULL)),
                        one(judged.meets(Criterion.ON_TIME) && judged.meets(Criterion.IN_FULL)),
                        one(judged.meets(Criterion.ERROR_FREE)),
                        delivered * one(judged.meets(Criterion.DAMAGE_FREE)),
                        delivered * one(judged.meets(Criterion.DOCUMENTS_RIGHT)),
                        one(judged.meets(Criterion.PERFECT)),
                        one(judged.meets(Criterion.COMPLAINED)));
            }
        };
    }

    public Tally plus(Tally other) {
        return new Tally(
                Math.addExact(due, other.due),
                Math.addExact(delivered, other.delivered),
                Math.addExact(onTime, other.onTime),
                Math.addExact(inFull, other.inFull),
                Math.addExact(otif, other.otif),
                Math.addExact(errorFree, other.errorFree),
                Math.addExact(damageFree, other.damageFree),
                Math.addExact(documentsRight, other.documentsRight),
                Math.addExact(perfect, other.perfect),
                Math.addExact(complained, other.complained));
    }

    public Tally minus(Tally other) {
        return new Tally(
                Math.subtractExact(due, other.due),
                Math.subtractExact(delivered, other.delivered),
                Math.subtractExact(onTime, other.onTime),
                Math.subtractExact(inFull, other.inFull),
                Math.subtractExact(otif, other.otif),
                Math.subtractExact(errorFree, other.errorFree),
                Math.subtractExact(damageFree, other.damageFree),
                Math.subtractExact(documentsRight, other.documentsRight),
                Math.subtractExact(perfect, other.perfect),
                Math.subtractExact(complained, other.complained));
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }
}
