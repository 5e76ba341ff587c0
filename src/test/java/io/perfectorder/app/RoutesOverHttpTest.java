package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.security.Role;
import io.perfectorder.security.Route;
import io.perfectorder.security.Routes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** The table of routes held against the doors that the running application really has, and the refusals as they arrive. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.loopback-reading=closed",
            "monitor.producer-key=the-producer",
            "monitor.viewer-key=the-viewer",
            "monitor.operator-key=the-operator",
            "monitor.manager-key=the-manager",
            "monitor.admin-key=the-admin",
            "monitor.scraper-key=the-scraper"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class RoutesOverHttpTest {
    private static final List<Role> OF_KEYS =
            List.of(Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMIN, Role.PRODUCER, Role.SCRAPER);

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private Map<String, RequestMappingInfoHandlerMapping> mappings;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @Test
    void everyDoorOfTheApplication_isInTheTable_andTheTableNamesNoOther() {
        Set<String> doors = mappings.values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(RoutesOverHttpTest::doors)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = Routes.API.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsAll(doors);
        named.removeAll(doors);
        assertThat(named)
                .as("parts of a door of their own")
                .containsExactly("GET /actuator/health/liveness", "GET /actuator/health/readiness");
    }

    @Test
    void everyRefusal_arrivesAsAProblemDocument() {
        for (Route route : Routes.API) {
            if (route.needs().isPresent()) {
                refused(route, "", 401);
                refused(route, "stranger", 401);
                OF_KEYS.stream()
                        .filter(role -> !role.may(route.needs().get()))
                        .forEach(role -> refused(route, "the-" + role.text(), 403));
            }
        }
    }

    @Test
    void livenessAndReadiness_areOpenAndSayNoMoreThanTheirState() {
        for (String group : List.of("liveness", "readiness")) {
            http.get()
                    .uri("/actuator/health/{group}", group)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .isEqualTo("{\"status\":\"UP\"}");
        }
        String details = String.valueOf(http.get()
                .uri("/actuator/health")
                .header("Authorization", "Bearer the-scraper")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(details).contains("components");
    }

    private void refused(Route route, String key, int status) {
        String path = route.path().replaceAll("\\{\\*?\\w+}", "1");
        WebTestClient.RequestBodySpec request =
                http.method(HttpMethod.valueOf(route.method())).uri(path);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("application/problem+json")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo(status);
    }

    private static Stream<String> doors(RequestMappingInfo info) {
        Set<String> paths = info.getPatternsCondition().getPatterns().stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<String> methods =
                info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
        assertThat(methods).as("a door for every method: %s", paths).isNotEmpty();
        return methods.stream().flatMap(method -> paths.stream().map(path -> method + " " + path));
    }
}
