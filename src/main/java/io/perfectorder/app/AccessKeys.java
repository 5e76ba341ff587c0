package io.perfectorder.app;

import io.perfectorder.ingest.ProducerKey;
import java.util.Optional;

/** The keys of the machine interface and their roles: one each, until there are many. */
record AccessKeys(ProducerKey producer, ViewerKey viewer) {
    /** The role of a key; nothing for a wrong one. Every key is compared, each in constant time. */
    Optional<Role> roleOf(String key) {
        boolean mayProduce = producer.matches(key);
        boolean mayView = viewer.matches(key);
        if (mayProduce) {
            return Optional.of(Role.PRODUCER);
        }
        return mayView ? Optional.of(Role.VIEWER) : Optional.empty();
    }
}
