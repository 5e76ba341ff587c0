package io.perfectorder.app;

/** A property that is not allowed as it is. The message names it, its value and what is allowed; the value of a key, password or secret is hidden. */
final class WrongProperty extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongProperty(String name, Object value, String allowed) {
        super(name + " is " + (name.matches(".*(key|password|secret)") ? "a hidden value" : "'" + value + "'")
                + "; allowed: " + allowed);
    }

    WrongProperty(String message) {
        super(message);
    }
}
