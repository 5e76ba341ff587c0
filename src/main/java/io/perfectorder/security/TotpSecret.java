package io.perfectorder.security;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an app and we make the same codes of: six digits of HMAC-SHA-1 over the number of the half minute (RFC 6238 and 4226), which is what
 * every app can do.
 *
 * @param base32 160 bits as they are typed into an app
 */
public record TotpSecret(String base32) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 20;
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{32}");
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    /** A clock may be off by a step (RFC 6238, 5.2). */
    private static final int STEPS_OFF = 1;

    public TotpSecret {
        if (!FORM.matcher(base32).matches()) {
            throw new IllegalArgumentException("base32 must be 32 of A to Z and 2 to 7");
        }
    }

    public static TotpSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(Base32.of(bytes));
    }

    public static Optional<TotpSecret> of(String base32) {
        return FORM.matcher(base32).matches() ? Optional.of(new TotpSecret(base32)) : Optional.empty();
    }

    /** The address by which apps take it (Key Uri Format of Google Authenticator). */
    public String uri(String issuer, AccountName account) {
        return "otpauth://totp/" + escaped(issuer) + ":" + escaped(account.text()) + "?secret=" + base32 + "&issuer="
                + escaped(issuer);
    }

    /** The step whose code this is, among those that may be now; empty for a wrong code. */
    OptionalLong stepOf(String code, Instant now) {
        long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
            boolean same = MessageDigest.isEqual(
                    code(step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
            if (same && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** What an app shows at an instant. */
    public String codeAt(Instant at) {
        return code(Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
    }

    private String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base32.bytes(base32), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int from = hash[hash.length - 1] & 0xf;
            int cut = ByteBuffer.wrap(hash, from, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", cut % MODULUS);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
