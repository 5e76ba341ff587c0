package io.perfectorder.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The one key that may send events, until there are many. */
public record ProducerKey(String value) {
    /** The configured key; else the one in {@code producer.key}, made at the first start. */
    public static ProducerKey load(String configured, Path dataDir) throws IOException {
        return new ProducerKey(KeyFile.load(configured, dataDir.resolve("producer.key")));
    }

    /** Compares in constant time. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ProducerKey[hidden]";
    }
}
