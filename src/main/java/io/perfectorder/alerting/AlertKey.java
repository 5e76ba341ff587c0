package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which alert: the rule and the group of it. It is the same one each time that it fires. */
public record AlertKey(String rule, AlertGroup group) {
    private static final int FINGERPRINT_BYTES = 8;

    /** Sixteen hexadecimal digits that name it where a rule and a group are too long to. */
    public String fingerprint() {
        String plain = String.join("\0", rule, group.tier(), group.by(), group.value());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
