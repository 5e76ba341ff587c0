package io.perfectorder.core.verdict;

/** What an order is judged by, in the words and order of the contract. */
public enum Criterion {
    DELIVERED("delivered"),
    ON_TIME("onTime"),
    IN_FULL("inFull"),
    DAMAGE_FREE("damageFree"),
    DOCUMENTS_RIGHT("documentsRight"),
    PERFECT("perfect"),
    ERROR_FREE("errorFree"),
    COMPLAINED("complained");

    private final String key;

    Criterion(String key) {
        this.key = key;
    }

    /** The name in the API. */
    public String key() {
        return key;
    }

    /** The bit of this criterion in a mask of criteria that are met. */
    public int bit() {
        return 1 << ordinal();
    }
}
