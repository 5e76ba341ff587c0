package io.perfectorder.api;

import io.perfectorder.security.Audit;
import io.perfectorder.security.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what: {@code GET /api/audit} in pages, newest first, and {@code GET /api/audit.ndjson}, all of it, oldest first. */
@RestController
final class AuditController {
    private final Audit audit;
    private final JsonMapper json;

    AuditController(Audit audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    @GetMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> page(@RequestParam MultiValueMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, Set.of("limit", "cursor"));
        int limit = parameters.limit();
        String cursor = query.getFirst("cursor");
        if (cursor != null && !cursor.matches("[0-9]{1,18}")) {
            throw new WrongParameter("cursor", cursor, "the next of the page before");
        }
        long before = cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        return audit.newest(before, limit + 1).map(found -> page(found, limit));
    }

    @GetMapping(path = "/api/audit.ndjson", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Flux<byte[]>> export(@RequestParam MultiValueMap<String, String> query) {
        new QueryParameters(query, Set.of()).limit();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit.ndjson")
                                .build()
                                .toString())
                .body(audit.all()
                        .map(kept -> (json.writeValueAsString(of(kept)) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> page(List<Audit.Kept> found, int limit) {
        List<Audit.Kept> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("entries", shown.stream().map(AuditController::of).toList());
        if (found.size() > limit) {
            page.put("next", String.valueOf(shown.getLast().number()));
        }
        return page;
    }

    private static Map<String, Object> of(Audit.Kept kept) {
        AuditEntry entry = kept.entry();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", kept.number());
        shown.put("at", entry.at().toString());
        shown.put("who", entry.who().name());
        shown.put("role", entry.who().role().text());
        shown.put("address", entry.address());
        shown.put("action", entry.action());
        shown.put("subject", entry.subject());
        entry.before().ifPresent(value -> shown.put("before", value));
        entry.after().ifPresent(value -> shown.put("after", value));
        return shown;
    }
}
