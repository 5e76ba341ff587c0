package io.perfectorder.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /openapi.json}: the description of the API, put together from the parts in {@code openapi/}. */
@RestController
final class OpenApiController {
    private final byte[] document;

    OpenApiController(JsonMapper json) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>();
        for (Resource part : parts()) {
            Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            try (InputStream in = part.getInputStream()) {
                merge(whole, yaml.load(new String(in.readAllBytes(), StandardCharsets.UTF_8)), "");
            }
        }
        this.document = json.writeValueAsBytes(whole);
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> document() {
        return Mono.just(document);
    }

    /** In order of their names, which begins with the one that has the title. */
    private static List<Resource> parts() throws IOException {
        Resource[] parts = new PathMatchingResourcePatternResolver().getResources("classpath*:openapi/*.yaml");
        return Arrays.stream(parts)
                .sorted(Comparator.comparing(part -> String.valueOf(part.getFilename())))
                .toList();
    }

    /** Maps are put together; anything else may be said by one part only. */
    private static void merge(Map<String, Object> whole, Map<String, Object> part, String place) {
        part.forEach((key, value) -> {
            Object present = whole.get(key);
            if (present == null) {
                whole.put(key, copy(value));
            } else if (present instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                merge(mapOf(present), mapOf(value), place + "/" + key);
            } else {
                throw new IllegalStateException(
                        "two parts of the API's description say what " + place + "/" + key + " is");
            }
        });
    }

    private static Object copy(Object value) {
        return value instanceof Map<?, ?> ? new LinkedHashMap<>(mapOf(value)) : value;
    }

    // Keys of a mapping in these files are texts.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapOf(Object map) {
        return (Map<String, Object>) map;
    }
}
