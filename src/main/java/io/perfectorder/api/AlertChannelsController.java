package io.perfectorder.api;

import io.perfectorder.alerting.channel.ChannelTrial;
import io.perfectorder.alerting.channel.Sent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/alerts/channels}: the channels that there are, and a test of each. */
@RestController
final class AlertChannelsController {
    private final ChannelTrial trial;

    AlertChannelsController(ChannelTrial trial) {
        this.trial = trial;
    }

    @GetMapping(path = "/api/alerts/channels", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, List<String>> names(@RequestParam MultiValueMap<String, String> query) {
        new QueryParameters(query, Set.of());
        return Map.of("channels", trial.names());
    }

    /** Sends a test in the language of the request. */
    @PostMapping(path = "/api/alerts/channels/{name}/test", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> test(
            @PathVariable String name, @RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        new QueryParameters(query, Set.of());
        Locale asked = exchange.getLocaleContext().getLocale();
        return trial.send(name, asked == null ? Locale.ENGLISH : asked)
                .map(AlertChannelsController::outcome)
                .switchIfEmpty(Mono.error(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no channel '" + name + "'")));
    }

    private static Map<String, Object> outcome(Sent sent) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (sent) {
            case Sent.Delivered _ -> json.put("outcome", "delivered");
            case Sent.TryAgain(String reason, Optional<Duration> after) -> {
                json.put("outcome", "failed");
                json.put("reason", reason);
                after.ifPresent(wanted -> json.put("retryAfter", wanted.toString()));
            }
            case Sent.Refused(String reason) -> {
                json.put("outcome", "refused");
                json.put("reason", reason);
            }
        }
        return json;
    }
}
