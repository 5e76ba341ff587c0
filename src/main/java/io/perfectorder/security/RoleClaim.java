package io.perfectorder.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which roles the values of a claim stand for.
 *
 * @param path the claim's name, or the names on the way to it with dots between them, such as {@code realm_access.roles}
 * @param values by role, what in the claim stands for it
 */
public record RoleClaim(String path, Map<Role, Set<String>> values) {
    private static final List<Role> HIGHEST_FIRST =
            List.of(Role.ADMIN, Role.MANAGER, Role.OPERATOR, Role.VIEWER, Role.PRODUCER, Role.SCRAPER);
    private static final Pattern DOT = Pattern.compile("\\.");

    public RoleClaim {
        values = values.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /** Whether the claim is there at all. */
    public boolean isIn(Map<String, ?> claims) {
        return at(claims) != null;
    }

    /** The highest role of these that the claims give; empty when they give none. */
    public Optional<Role> highest(Map<String, ?> claims, Set<Role> among) {
        Set<String> given = texts(at(claims)).collect(Collectors.toSet());
        return HIGHEST_FIRST.stream()
                .filter(among::contains)
                .filter(role -> values.getOrDefault(role, Set.of()).stream().anyMatch(given::contains))
                .findFirst();
    }

    /** A name may have dots of its own, as those that are addresses have. */
    private @Nullable Object at(Map<String, ?> claims) {
        Object whole = claims.get(path);
        if (whole != null) {
            return whole;
        }
        Object here = claims;
        for (String name : DOT.split(path, -1)) {
            here = here instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return here;
    }

    /** A text, words with spaces between them, a list of texts, or the names in a map: providers do each. */
    private static Stream<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Stream.concat(Stream.of(text), Arrays.stream(text.split(" ", -1)));
            case Collection<?> list -> list.stream().map(String::valueOf);
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf);
            case null, default -> Stream.empty();
        };
    }
}
