package io.perfectorder.storage;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Criterion;
import io.r2dbc.spi.Readable;

/** How the mask of met criteria in the verdict history is counted in SQL. */
final class VerdictColumns {
    private static final int DELIVERED = Criterion.DELIVERED.bit();

    static final String COUNTS = "sum(sign) as due, "
            + count(DELIVERED, "delivered") + ", "
            + count(Criterion.ON_TIME.bit(), "on_time") + ", "
            + count(Criterion.IN_FULL.bit(), "in_full") + ", "
            + count(Criterion.ON_TIME.bit() | Criterion.IN_FULL.bit(), "otif") + ", "
            + count(Criterion.ERROR_FREE.bit(), "error_free") + ", "
            + count(Criterion.DAMAGE_FREE.bit() | DELIVERED, "damage_free") + ", "
            + count(Criterion.DOCUMENTS_RIGHT.bit() | DELIVERED, "documents_right") + ", "
            + count(Criterion.PERFECT.bit(), "perfect") + ", "
            + count(Criterion.COMPLAINED.bit(), "complained");

    private VerdictColumns() {}

    static Tally tallyOf(Readable row) {
        return new Tally(
                Columns.longOf(row, "due"),
                Columns.longOf(row, "delivered"),
                Columns.longOf(row, "on_time"),
                Columns.longOf(row, "in_full"),
                Columns.longOf(row, "otif"),
                Columns.longOf(row, "error_free"),
                Columns.longOf(row, "damage_free"),
                Columns.longOf(row, "documents_right"),
                Columns.longOf(row, "perfect"),
                Columns.longOf(row, "complained"));
    }

    /** The criteria that put an order into the numerator of a measure. */
    static int numeratorOf(Measure measure) {
        return switch (measure) {
            case PERFECT_ORDER -> Criterion.PERFECT.bit();
            case ON_TIME -> Criterion.ON_TIME.bit();
            case IN_FULL -> Criterion.IN_FULL.bit();
            case OTIF -> Criterion.ON_TIME.bit() | Criterion.IN_FULL.bit();
            case ERROR_FREE -> Criterion.ERROR_FREE.bit();
            case DAMAGE_FREE -> Criterion.DAMAGE_FREE.bit() | DELIVERED;
            case DOCUMENTS_RIGHT -> Criterion.DOCUMENTS_RIGHT.bit() | DELIVERED;
            case COMPLAINT -> Criterion.COMPLAINED.bit();
        };
    }

    /** The criteria that put an order into the denominator of a measure; none: every order that is due. */
    static int denominatorOf(Measure measure) {
        return switch (measure) {
            case PERFECT_ORDER, ON_TIME, IN_FULL, OTIF, COMPLAINT -> 0;
            case ERROR_FREE, DAMAGE_FREE, DOCUMENTS_RIGHT -> DELIVERED;
        };
    }

    private static String count(int mask, String name) {
        return "coalesce(sum(sign) filter (where met & " + mask + " = " + mask + "), 0) as " + name;
    }
}
