package io.perfectorder.alerting.channel;

/** A key or password. It is never shown. */
public record Secret(String value) {
    private static final int LONGEST = 1_000;

    public Secret {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a secret of 1 to " + LONGEST + " characters is needed");
        }
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
