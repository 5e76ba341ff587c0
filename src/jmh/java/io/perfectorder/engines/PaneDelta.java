package io.perfectorder.engines;

import java.io.Serializable;

/** Orders that come into the pane of one group's minute, or go out of it. */
public final class PaneDelta implements Serializable {
    private static final long serialVersionUID = 1;

    public String dimension = "";
    public String value = "";
    public long minute;
    public int met;
    public int orders;

    /** For serializers. */
    public PaneDelta() {}

    PaneDelta(String dimension, String value, long minute, int met, int orders) {
        this.dimension = dimension;
        this.value = value;
        this.minute = minute;
        this.met = met;
        this.orders = orders;
    }

    PaneKey key() {
        return new PaneKey(dimension, value, minute);
    }

    public String getDimension() {
        return dimension;
    }

    public String getValue() {
        return value;
    }

    public long getPaneMinute() {
        return minute;
    }

    public int getDue() {
        return orders;
    }

    public int getDelivered() {
        return count(Judgement.DELIVERED);
    }

    public int getOnTime() {
        return count(Judgement.ON_TIME);
    }

    public int getInFull() {
        return count(Judgement.IN_FULL);
    }

    public int getOtif() {
        return count(Judgement.ON_TIME | Judgement.IN_FULL);
    }

    public int getErrorFree() {
        return count(Judgement.DELIVERED | Judgement.IN_FULL | Judgement.DAMAGE_FREE | Judgement.DOCUMENTS_RIGHT);
    }

    public int getDamageFree() {
        return count(Judgement.DELIVERED | Judgement.DAMAGE_FREE);
    }

    public int getDocumentsRight() {
        return count(Judgement.DELIVERED | Judgement.DOCUMENTS_RIGHT);
    }

    public int getPerfect() {
        return count(Judgement.DELIVERED
                | Judgement.ON_TIME
                | Judgement.IN_FULL
                | Judgement.DAMAGE_FREE
                | Judgement.DOCUMENTS_RIGHT);
    }

    public int getComplained() {
        return count(Judgement.COMPLAINED);
    }

    private int count(int mask) {
        return (met & mask) == mask ? orders : 0;
    }

    /** Adds the ten counts. */
    void addTo(long[] counts) {
        counts[0] += getDue();
        counts[1] += getDelivered();
        counts[2] += getOnTime();
        counts[3] += getInFull();
        counts[4] += getOtif();
        counts[5] += getErrorFree();
        counts[6] += getDamageFree();
        counts[7] += getDocumentsRight();
        counts[8] += getPerfect();
        counts[9] += getComplained();
    }
}
