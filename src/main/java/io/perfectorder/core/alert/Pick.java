package io.perfectorder.core.alert;

/** Which values of a dimension a scope holds. */
public sealed interface Pick {
    /** All of them together, not told apart. */
    record Together() implements Pick {}

    /** Each for itself. */
    record Each() implements Pick {}

    /** The one named. */
    record One(String value) implements Pick {}
}
