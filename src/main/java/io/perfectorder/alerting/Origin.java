package io.perfectorder.alerting;

/** Where a rule or a silence was declared. */
public enum Origin {
    /** In {@code alerts.yaml}; changed there only. */
    FILE("file"),
    /** Over HTTP or on the board. */
    API("api");

    private final String key;

    Origin(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
