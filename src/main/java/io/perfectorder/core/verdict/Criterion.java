package io.perfectorder.core.verdict;

/** What an order is judged by, in the words and order of the contract. */
public enum Criterion {
    DELIVERED("delivered", 0),
    ON_TIME("onTime", 1),
    IN_FULL("inFull", 2),
    DAMAGE_FREE("damageFree", 3),
    DOCUMENTS_RIGHT("documentsRight", 4),
    PERFECT("perfect", 5),
    ERROR_FREE("errorFree", 6),
    COMPLAINED("complained", 7);

    private final String key;
    private final int place;

    /** {@code place}: of the bit, which is stored. */
    Criterion(String key, int place) {
        this.key = key;
        this.place = place;
    }

    /** The name in the API. */
    public String key() {
        return key;
    }

    /** The bit of this criterion in a mask of criteria that are met. */
    public int bit() {
        return 1 << place;
    }
}
