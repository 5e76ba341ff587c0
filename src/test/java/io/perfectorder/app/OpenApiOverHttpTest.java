package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.testing.Workload;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the API is valid, complete, and true. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=false", "monitor.demo=false", "logging.level.com.networknt=error"})
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class OpenApiOverHttpTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String BASE = "https://monitor.example/openapi.json";

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private ProducerKey key;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private String text = "";
    private JsonNode document = JSON.createObjectNode();

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeEach
    void readDocument() {
        text = get("/openapi.json").toString();
        document = JSON.readTree(text);
    }

    @Test
    void theDocument_isValidOpenApi31() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, List.of(), options);

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths())
                .hasSize(document.path("paths").size());
    }

    @Test
    void everyRoute_isDescribedAndEveryDescribedOneIsThere() {
        Set<String> mapped = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getPackageName().startsWith("io.perfectorder")) {
                mapped.addAll(routes(info));
            }
        });
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .propertyStream()
                .filter(path -> !path.getKey().startsWith("/actuator/"))
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(mapped);
        document.path("paths").propertyNames().stream()
                .filter(path -> path.startsWith("/actuator/"))
                .forEach(path ->
                        http.get().uri(path).exchange().expectStatus().isOk().expectBody());
    }

    @Test
    void onlyHealthInfoAndPrometheus_areExposed() {
        JsonNode links = get("/actuator").path("_links");

        assertThat(links.propertyNames().stream()
                        .map(name -> name.replaceAll("-.*", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("self", "health", "info", "prometheus");
    }

    @Test
    void everyReference_leadsSomewhere() {
        document.findValues("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .describedAs(reference.asString())
                        .isFalse());
    }

    @Test
    void everyExample_fitsItsSchema() {
        List<String> wrong = new ArrayList<>();
        document.findParents("example").forEach(content -> {
            if (content.path("schema").has("$ref") && content.get("example").isObject()) {
                wrong.addAll(problems(content.path("schema").path("$ref").asString(), content.get("example")));
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsAnswered_fitsTheSchemas() {
        List<String> lines =
                new Workload(9, 0.0001).lines().map(Workload.Line::json).toList();
        JsonNode receipt = JSON.readTree(http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .bodyValue(String.join("\n", lines) + "\n{\n7")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        String window = "window=P40D&asOf=2025-02-06T00:00:00Z";
        JsonNode page = get("/api/orders?limit=5&outcome=missed&" + window);

        assertThat(receipt.path("rejected").asInt()).isEqualTo(2);
        assertThat(problems(SCHEMAS + "Receipt", receipt)).isEmpty();
        assertThat(problems(SCHEMAS + "Levels", get("/api/service-levels?by=carrier&" + window)))
                .isEmpty();
        assertThat(problems(SCHEMAS + "Levels", get("/api/service-levels?window=PT1M")))
                .isEmpty();
        assertThat(page.has("next")).isTrue();
        assertThat(problems(SCHEMAS + "OrderPage", page)).isEmpty();
        assertThat(problems(SCHEMAS + "ActiveAlerts", get("/api/alerts"))).isEmpty();
        assertThat(problems(SCHEMAS + "AlertHistory", get("/api/alerts/history")))
                .isEmpty();
        assertThat(problems(SCHEMAS + "AlertRules", get("/api/alerts/rules"))).isEmpty();
        assertThat(problems(SCHEMAS + "Silences", get("/api/alerts/silences"))).isEmpty();
        assertThat(problems(SCHEMAS + "DeadLetterPage", get("/api/dead-letters?limit=1")))
                .isEmpty();
        page.path("orders")
                .forEach(order -> assertThat(problems(
                                SCHEMAS + "Order",
                                get("/api/orders/" + order.path("id").asString())))
                        .isEmpty());
    }

    @Test
    void everyEventOfTheWorkload_fitsTheSchema() {
        Set<String> types = new TreeSet<>();
        new Workload(9, 0.0002).lines().forEach(line -> {
            JsonNode event = JSON.readTree(line.json());
            types.add(event.path("type").asString());
            assertThat(problems(SCHEMAS + "Event", event))
                    .describedAs(line.json())
                    .isEmpty();
        });

        assertThat(types).hasSizeGreaterThan(9);
        assertThat(problems(SCHEMAS + "Event", JSON.readTree("{\"specversion\":\"1.0\"}")))
                .isNotEmpty();
    }

    @Test
    void aScrape_hasTheFlowAndTheFigures() {
        String metrics = String.valueOf(http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());

        assertThat(metrics)
                .contains("perfect_order_events_received_total")
                .contains("perfect_order_events_accepted_total")
                .contains("perfect_order_events_duplicate_total")
                .contains("perfect_order_snapshot_age_seconds")
                .contains("perfect_order_events_applied_total");
    }

    private List<String> problems(String schema, JsonNode instance) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, text)));
        return registry.getSchema(SchemaLocation.of(BASE + schema)).validate(instance).stream()
                .map(problem -> schema + ": " + problem)
                .toList();
    }

    private static Set<String> routes(RequestMappingInfo info) {
        return info.getDirectPaths().isEmpty()
                ? combined(
                        info,
                        info.getPatternsCondition().getPatterns().stream()
                                .map(Object::toString)
                                .collect(Collectors.toSet()))
                : combined(info, info.getDirectPaths());
    }

    private static Set<String> combined(RequestMappingInfo info, Set<String> paths) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> paths.stream().map(path -> method + " " + path))
                .collect(Collectors.toSet());
    }

    private JsonNode get(String uri) {
        return JSON.readTree(http.get()
                .uri(uri)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
