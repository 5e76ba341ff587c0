package io.perfectorder.api;

import io.perfectorder.alerting.BackTest;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertRule;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/alerts/rules}, and what a rule would have done: {@code /api/alerts/back-test}. */
@RestController
final class AlertRulesController {
    private final Rules rules;
    private final BackTest backTest;

    AlertRulesController(Rules rules, BackTest backTest) {
        this.rules = rules;
        this.backTest = backTest;
    }

    @GetMapping(path = "/api/alerts/rules", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> all() {
        return Mono.fromSupplier(
                () -> Map.of("rules", rules.inUse().stream().map(AlertJson::of).toList()));
    }

    @GetMapping(path = "/api/alerts/rules/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> one(@PathVariable String id) {
        return Mono.fromSupplier(() -> AlertJson.of(known(id)));
    }

    /** Creates a rule or puts it in the place of what had its id. */
    @PutMapping(
            path = "/api/alerts/rules/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> save(@PathVariable String id, @RequestBody String body, ServerWebExchange exchange) {
        AlertRule rule = RuleReader.read(body);
        if (!rule.head().id().equals(id)) {
            throw new WrongParameter("id", rule.head().id(), "'" + id + "', which the address names");
        }
        refuseDeclared(id);
        rules.find(id).filter(KeptRule::inUse).ifPresent(before -> Changed.from(exchange, AlertJson.of(before)));
        return rules.save(rule, "api")
                .then(Mono.fromSupplier(() -> AlertJson.of(known(id))))
                .doOnNext(after -> Changed.to(exchange, after));
    }

    @DeleteMapping("/api/alerts/rules/{id}")
    Mono<ResponseEntity<Void>> delete(@PathVariable String id, ServerWebExchange exchange) {
        Changed.from(exchange, AlertJson.of(known(id)));
        refuseDeclared(id);
        return rules.delete(id).thenReturn(ResponseEntity.noContent().build());
    }

    @PostMapping(
            path = "/api/alerts/back-test",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> test(@RequestBody String body) {
        return backTest.of(RuleReader.read(body)).map(AlertJson::of);
    }

    private KeptRule known(String id) {
        return rules.find(id)
                .filter(KeptRule::inUse)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no alert rule '" + id + "'"));
    }

    private void refuseDeclared(String id) {
        boolean declared = rules.find(id)
                .filter(kept -> kept.inUse() && kept.origin() == Origin.FILE)
                .isPresent();
        if (declared) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "rule '" + id + "' is declared in the file of alerts; it is changed there");
        }
    }
}
