package io.perfectorder.api;

import io.perfectorder.pipeline.KeptLetter;
import io.perfectorder.pipeline.KeptLetters;
import io.perfectorder.pipeline.LetterSelection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rejected events: {@code GET /api/dead-letters} in pages, newest first, {@code GET /api/dead-letters/{id}} with the whole raw text,
 * and {@code GET /api/dead-letters.ndjson}, all of them, oldest first.
 */
@RestController
final class DeadLettersController {
    /** Of each event in a page: enough to recognise any and to hold most, while a full page stays below 8 MB. */
    private static final int SHOWN_BYTES = 4_096;

    private static final Set<String> SELECTING = Set.of("code", "since", "replayed");
    private static final Set<String> PAGING = Set.of("code", "since", "replayed", "limit", "cursor");

    private final KeptLetters letters;
    private final JsonMapper json;

    DeadLettersController(KeptLetters letters, JsonMapper json) {
        this.letters = letters;
        this.json = json;
    }

    @GetMapping(path = "/api/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> page(@RequestParam MultiValueMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, PAGING);
        LetterSelection selection = parameters.letters();
        int limit = parameters.limit();
        long before =
                parameters.letterCursor(selection).map(LetterCursor::number).orElse(Long.MAX_VALUE);
        return letters.newest(selection, before, limit + 1, SHOWN_BYTES).map(found -> page(selection, found, limit));
    }

    @GetMapping(path = "/api/dead-letters/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> letter(@PathVariable String id, @RequestParam MultiValueMap<String, String> query) {
        new QueryParameters(query, Set.of());
        Mono<KeptLetter> found = id.matches("[0-9]{1,18}") ? letters.find(Long.parseLong(id)) : Mono.empty();
        return found.map(LetterJson::of)
                .switchIfEmpty(Mono.error(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no dead letter '" + id + "'")));
    }

    @GetMapping(path = "/api/dead-letters.ndjson", produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseEntity<Flux<byte[]>> export(@RequestParam MultiValueMap<String, String> query) {
        LetterSelection selection = new QueryParameters(query, SELECTING).letters();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("dead-letters.ndjson")
                                .build()
                                .toString())
                .body(letters.all(selection).map(this::line));
    }

    private byte[] line(KeptLetter letter) {
        return (json.writeValueAsString(LetterJson.of(letter)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> page(LetterSelection selection, List<KeptLetter> found, int limit) {
        List<KeptLetter> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("letters", shown.stream().map(LetterJson::of).toList());
        if (found.size() > limit) {
            json.put(
                    "next",
                    LetterCursor.after(selection, shown.getLast().number()).text());
        }
        return json;
    }
}
