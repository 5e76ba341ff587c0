package io.perfectorder.alerting.channel;

import java.net.SocketException;

/** A name that leads to an address that may not be connected to. */
final class ForbiddenAddress extends SocketException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddress(String message) {
        super(message);
    }
}
