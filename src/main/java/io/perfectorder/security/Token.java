package io.perfectorder.security;

import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits that let somebody in; only their hash is kept. */
public record Token(String text) {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Token random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public KeyHash hash() {
        return KeyHash.of(text);
    }

    @Override
    public String toString() {
        return "Token[hidden]";
    }
}
