package io.perfectorder.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The one key that may read where reading is not open. */
record ViewerKey(String value) {
    /** Compares in constant time. */
    boolean matches(String given) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ViewerKey[hidden]";
    }
}
