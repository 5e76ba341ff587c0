package io.perfectorder.api;

import io.perfectorder.security.MachineKey;
import io.perfectorder.security.MachineKeys;
import io.perfectorder.security.Token;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/keys}: the keys of machines. A key is shown once, when it is made. */
@RestController
final class KeysController {
    private static final int SHOWN = 1_000;
    private static final int ID_LENGTH = 8;

    private final MachineKeys keys;
    private final InstantSource wall;

    KeysController(MachineKeys keys, InstantSource wall) {
        this.keys = keys;
        this.wall = wall;
    }

    @GetMapping(path = "/api/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> newest() {
        return keys.newest(SHOWN)
                .map(all -> Map.of("keys", all.stream().map(KeysController::of).toList()));
    }

    @PostMapping(
            path = "/api/keys",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> make(@RequestBody String body, ServerWebExchange exchange) {
        KeyRequest asked = KeyRequest.read(body, wall.instant());
        Token token = Token.random();
        return exchange.getPrincipal().flatMap(by -> {
            MachineKey key = new MachineKey(
                    Token.random().text().substring(0, ID_LENGTH),
                    asked.name(),
                    asked.role(),
                    asked.scope(),
                    by.getName(),
                    wall.instant().truncatedTo(ChronoUnit.MICROS),
                    asked.expiresAt(),
                    Optional.empty(),
                    Optional.empty());
            return keys.add(key, token.hash()).then(Mono.fromSupplier(() -> {
                Changed.subject(exchange, key.id());
                Changed.to(exchange, of(key));
                Map<String, Object> shown = of(key);
                shown.put("key", token.text());
                return ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(shown);
            }));
        });
    }

    @DeleteMapping("/api/keys/{id}")
    Mono<ResponseEntity<Void>> revoke(@PathVariable String id, ServerWebExchange exchange) {
        Mono<MachineKey> revoked = id.matches("[A-Za-z0-9_-]{1,64}") ? keys.revoke(id, wall.instant()) : Mono.empty();
        return revoked.map(before -> {
                    Changed.from(exchange, of(before));
                    return ResponseEntity.noContent().<Void>build();
                })
                .switchIfEmpty(Mono.error(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "there is no key '" + id + "' that can be revoked")));
    }

    private static Map<String, Object> of(MachineKey key) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", key.id());
        shown.put("name", key.name());
        shown.put("role", key.role().text());
        if (!key.scope().isAll()) {
            shown.put("scope", key.scope().allowed());
        }
        shown.put("createdBy", key.createdBy());
        shown.put("createdAt", key.createdAt().toString());
        key.expiresAt().ifPresent(at -> shown.put("expiresAt", at.toString()));
        key.revokedAt().ifPresent(at -> shown.put("revokedAt", at.toString()));
        key.usedAt().ifPresent(at -> shown.put("usedAt", at.toString()));
        return shown;
    }
}
