package io.perfectorder.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The one key that may send events, until there are many. */
public record ProducerKey(String value) {
    private static final String FILE = "producer.key";

    /** The configured key; else the one in {@code producer.key}, made at the first start and readable by its owner only. */
    public static ProducerKey load(String configured, Path dataDir) throws IOException {
        if (!configured.isBlank()) {
            return new ProducerKey(configured.strip());
        }
        Path file = dataDir.resolve(FILE);
        if (Files.exists(file)) {
            return new ProducerKey(Files.readString(file).strip());
        }
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Files.createDirectories(dataDir);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key + "\n");
        return new ProducerKey(key);
    }

    /** Compares in constant time. */
    boolean matches(String given) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ProducerKey[hidden]";
    }
}
