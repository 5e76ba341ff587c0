package io.perfectorder.api;

/** A query parameter that is not allowed as it is. The message names it and says what is allowed. */
final class WrongParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongParameter(String name, String value, String allowed) {
        super("parameter '" + name + "' is '" + value + "'; allowed: " + allowed);
    }

    WrongParameter(String message) {
        super(message);
    }
}
