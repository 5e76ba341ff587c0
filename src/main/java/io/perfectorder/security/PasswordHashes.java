package io.perfectorder.security;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.util.function.SingletonSupplier;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet). It takes some tens of milliseconds of one core and
 * the memory for as long; no more than {@link #AT_ONCE} are made at once, others wait on their thread.
 */
public final class PasswordHashes {
    private static final int AT_ONCE = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int KIBIBYTES = 19_456;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, KIBIBYTES, 2);
    private final Semaphore running = new Semaphore(AT_ONCE, true);

    /** Made when the first password is compared, whoever's it is, and not at every start: in cold code it takes half a second. */
    private final Supplier<String> nobodys =
            SingletonSupplier.of(() -> encoder.encode(Token.random().text()));

    public String of(String password) {
        running.acquireUninterruptibly();
        try {
            return String.valueOf(encoder.encode(PasswordRules.normal(password)));
        } finally {
            running.release();
        }
    }

    /** As long as a hash takes, also where there is none to compare with. */
    boolean fits(String password, String hash) {
        running.acquireUninterruptibly();
        try {
            String instead = nobodys.get();
            boolean same = encoder.matches(PasswordRules.normal(password), hash.isEmpty() ? instead : hash);
            return same && !hash.isEmpty();
        } finally {
            running.release();
        }
    }
}
