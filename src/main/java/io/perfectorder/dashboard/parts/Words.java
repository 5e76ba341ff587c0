package io.perfectorder.dashboard.parts;

/** The texts of the board in one viewer's language, by key; values are written already. */
@FunctionalInterface
public interface Words {
    String say(String key, Object... values);
}
