package io.perfectorder.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A key that is configured, or else made at the first start and kept in a file that only its owner can read. */
public final class KeyFile {
    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    public static String load(String configured, Path file) throws IOException {
        if (!configured.isBlank()) {
            return configured.strip();
        }
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key + "\n");
        return key;
    }
}
