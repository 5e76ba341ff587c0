package io.perfectorder.dashboard.alerts;

/** The address of one alert on the board, which opens what takes it in hand. */
public final class AlertAddress {
    static final String ALERT = "alert";

    private AlertAddress() {}

    /** From the root of the board. */
    public static String of(String fingerprint) {
        return "alerts?" + ALERT + "=" + fingerprint;
    }
}
