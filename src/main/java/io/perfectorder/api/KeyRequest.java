package io.perfectorder.api;

import io.perfectorder.security.Role;
import io.perfectorder.security.ViewScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a new key. */
record KeyRequest(String name, Role role, ViewScope scope, Optional<Instant> expiresAt) {
    private static final Set<String> FIELDS = Set.of("name", "role", "scope", "expiresAt");
    private static final int MOST_VALUES = 100;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    static KeyRequest read(String body, Instant now) {
        JsonNode json = parse(body);
        Set<String> unknown = new TreeSet<>(json.propertyNames());
        unknown.removeAll(FIELDS);
        if (!json.isObject() || !unknown.isEmpty()) {
            throw wrong("the body " + (json.isObject() ? "has " + unknown : "is no object")
                    + "; allowed: name, role, scope, expiresAt");
        }
        String name = json.path("name").asString("").strip();
        if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw wrong("name is '" + name + "'; allowed: 1 to 100 characters");
        }
        String role = json.path("role").asString("");
        Role asked = Role.of(role)
                .filter(found -> found != Role.ADMIN)
                .orElseThrow(
                        () -> wrong("role is '" + role + "'; allowed: viewer, operator, manager, producer, scraper"));
        ViewScope scope = scope(json.path("scope"));
        if (!scope.isAll() && asked != Role.VIEWER) {
            throw wrong("scope is for the role viewer only; role is '" + role + "'");
        }
        return new KeyRequest(name, asked, scope, expiry(json, now));
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException broken) {
            throw wrong("the body is no JSON: " + broken.getOriginalMessage());
        }
    }

    private static ViewScope scope(JsonNode json) {
        Map<String, Set<String>> allowed = new HashMap<>();
        if (json.isMissingNode() || json.isNull()) {
            return ViewScope.ALL;
        }
        json.forEachEntry((dimension, values) -> {
            Set<String> texts = new TreeSet<>();
            values.forEach(value -> texts.add(value.isString() ? value.asString() : ""));
            boolean right = ViewScope.DIMENSIONS.contains(dimension)
                    && values.isArray()
                    && !texts.isEmpty()
                    && texts.size() <= MOST_VALUES
                    && texts.stream().noneMatch(text -> text.isEmpty() || text.indexOf('\0') >= 0);
            if (!right) {
                throw wrongScope();
            }
            allowed.put(dimension, texts);
        });
        if (allowed.isEmpty()) {
            throw wrongScope();
        }
        return new ViewScope(allowed);
    }

    private static ResponseStatusException wrongScope() {
        return wrong(
                "scope is wrong; allowed: an object with lists of 1 to 100 texts for any of customer, tier, region, carrier");
    }

    private static Optional<Instant> expiry(JsonNode json, Instant now) {
        if (!json.hasNonNull("expiresAt")) {
            return Optional.empty();
        }
        String text = json.path("expiresAt").asString("");
        try {
            Instant end = Instant.parse(text);
            if (end.isAfter(now) && end.isBefore(LAST)) {
                return Optional.of(end);
            }
        } catch (DateTimeException notAnInstant) {
            throw wrongExpiry(text);
        }
        throw wrongExpiry(text);
    }

    private static ResponseStatusException wrongExpiry(String text) {
        return wrong("expiresAt is '" + text + "'; allowed: an instant to come, such as 2030-01-01T00:00:00Z");
    }

    private static ResponseStatusException wrong(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }
}
