package io.perfectorder.security;

import static io.perfectorder.security.Permission.ACT;
import static io.perfectorder.security.Permission.ADMINISTER;
import static io.perfectorder.security.Permission.MANAGE;
import static io.perfectorder.security.Permission.OBSERVE;
import static io.perfectorder.security.Permission.READ;
import static io.perfectorder.security.Permission.SEND;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller is, and so what it may do. A person has one of the first four; a key of the store has any but {@link #ADMIN}. */
public enum Role {
    VIEWER,
    OPERATOR,
    MANAGER,
    ADMIN,
    PRODUCER,
    SCRAPER;

    public Set<Permission> permissions() {
        return switch (this) {
            case VIEWER -> Set.of(READ, OBSERVE);
            case OPERATOR -> Set.of(READ, OBSERVE, ACT);
            case MANAGER -> Set.of(READ, OBSERVE, ACT, MANAGE);
            case ADMIN -> Set.of(READ, OBSERVE, ACT, MANAGE, ADMINISTER);
            case PRODUCER -> Set.of(SEND);
            case SCRAPER -> Set.of(OBSERVE);
        };
    }

    public boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /** As it is written in keys, tables and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The least role that has the permission: what a refusal names. */
    public static Role leastWith(Permission permission) {
        return Arrays.stream(values())
                .filter(role -> role.may(permission))
                .findFirst()
                .orElseThrow();
    }

    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
