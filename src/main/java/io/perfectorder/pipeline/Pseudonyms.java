package io.perfectorder.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stands for the ids of customers that were erased: always the same for one id and one key, and without the key no way back, nor a
 * way to try ids. Safe for many threads. ADR 0092.
 */
public final class Pseudonyms {
    /** What every pseudonym begins with. */
    public static final String PREFIX = "erased-";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 12;

    private final Mac mac;

    public Pseudonyms(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    public synchronized String of(String customer) {
        return PREFIX + HexFormat.of().formatHex(mac.doFinal(customer.getBytes(StandardCharsets.UTF_8)), 0, BYTES);
    }
}
