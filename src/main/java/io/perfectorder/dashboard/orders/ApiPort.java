package io.perfectorder.dashboard.orders;

/** The port on which the reading API listens, beside the board. */
@FunctionalInterface
public interface ApiPort {
    int number();
}
