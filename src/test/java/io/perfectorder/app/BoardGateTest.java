package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import io.perfectorder.security.Account;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.BoardRoutes;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Role;
import io.perfectorder.security.Route;
import io.perfectorder.security.Session;
import io.perfectorder.security.Sessions;
import io.perfectorder.security.Token;
import io.perfectorder.security.ViewScope;
import io.perfectorder.security.WallLink;
import io.perfectorder.testing.FreePort;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every door of the board's server for every role and for a stranger, once there is an administrator; and what a door asks besides. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=true",
            "monitor.demo=false",
            "monitor.admin-password=wet gravel turns 9 mills",
            "ui.framed-by=https://portal.example"
        })
@DirtiesContext
class BoardGateTest {
    private static final int PORT = FreePort.next();
    private static final String OWN = "http://localhost:" + PORT;
    private static final String STRANGER = "";
    private static final Set<String> OPEN_TO_SCOPES = Set.of("/", "/orders", "/orders/**", "/breakdown", "/at-risk");

    /** What a view is made of that tells of no order, or asks for the visitor itself; everything else has to be narrowed. */
    private static final Set<String> TELLS_NOTHING =
            Set.of("LiveSnapshots", "StoreQuestions", "ApiPort", "GraceByTier", "BoardAudit", "OverviewFaces");

    @TempDir
    static Path data;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Sessions sessions;

    @Autowired
    private Admitted admitted;

    @Autowired
    private PasswordHashes hashes;

    @Autowired
    private UiLifecycle ui;

    @Autowired
    private WebServerApplicationContext api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("ui.port", () -> PORT);
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeEach
    void administered() {
        assertThat(admitted.administered()).isTrue();
    }

    @Test
    void everyPageAndHandler_isInTheTable_andTheTableNamesNoOther() {
        ConfigurableApplicationContext board = board();
        Set<String> doors = new TreeSet<>();
        board.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(info -> info.getPatternValues()
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> doors.add(method + " " + path))));
        pages().forEach(page -> doors.add("GET " + pathOf(page)));
        Set<String> named = Stream.concat(BoardRoutes.PAGES.stream(), BoardRoutes.OTHERS.stream())
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).containsAll(doors);
        named.removeAll(doors);
        assertThat(named)
                .as("what is served without a handler of ours")
                .containsExactly(
                        "GET /VAADIN/build/**",
                        "GET /VAADIN/push",
                        "GET /VAADIN/static/**",
                        "GET /aura/**",
                        "GET /icon.svg",
                        "GET /styles/**",
                        "POST /",
                        "POST /VAADIN/dynamic/resource/**",
                        "POST /VAADIN/push");
    }

    @Test
    void everyDoor_opensForWhoeverHasThePermission_andForNobodyElse() {
        for (Route route : Stream.concat(BoardRoutes.PAGES.stream(), BoardRoutes.OTHERS.stream())
                .toList()) {
            if (route.path().equals("/logout")) {
                continue;
            }
            String path = route.path().replace("/**", "/x");
            boolean page = BoardRoutes.PAGES.contains(route);
            for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMIN)) {
                int status = status(route.method(), path, cookie(role), OWN);
                if (route.needs().isEmpty()) {
                    assertThat(status)
                            .as("%s %s as %s", route.method(), path, role)
                            .isNotEqualTo(403);
                } else if (route.needs().map(role::may).orElse(true)) {
                    assertThat(status)
                            .as("%s %s as %s", route.method(), path, role)
                            .isNotIn(401, 403);
                } else {
                    assertThat(status)
                            .as("%s %s as %s", route.method(), path, role)
                            .isEqualTo(403);
                }
            }
            int stranger = status(route.method(), path, STRANGER, OWN);
            if (route.needs().isEmpty()) {
                assertThat(stranger).as("%s %s", route.method(), path).isNotIn(403, 404);
            } else {
                assertThat(stranger).as("%s %s", route.method(), path).isEqualTo(page ? 302 : 401);
            }
        }
    }

    @Test
    void aVisitorWithAScope_opensOnlyWhatKeepsToIt_andEveryViewThereIsMadeOfWhatIsNarrowed() {
        String limited = cookie("a-limited", Role.VIEWER, new ViewScope(Map.of("carrier", Set.of("Bison"))));
        for (Route route : BoardRoutes.PAGES) {
            boolean open = OPEN_TO_SCOPES.contains(route.path());
            assertThat(status("GET", route.path().replace("/**", "/x"), limited, OWN))
                    .as(route.path())
                    .isEqualTo(open ? 200 : 403);
            if (!open) {
                assertThat(status("POST", route.path() + "?v-r=uidl&v-uiId=0", limited, OWN))
                        .as(route.path())
                        .isEqualTo(403);
            }
        }
        assertThat(apiStatus("GET", "/api/orders.csv", limited)).isEqualTo(200);
        assertThat(apiStatus("GET", "/api/alerts/history", limited)).isEqualTo(403);
        for (Class<?> view : views()) {
            Stream.of(view.getDeclaredConstructors())
                    .flatMap(made -> Stream.of(made.getParameterTypes()))
                    .filter(source -> !TELLS_NOTHING.contains(source.getSimpleName()))
                    .forEach(source -> assertThat(
                                    board().getBean(source).getClass().getPackageName())
                            .as("%s of %s keeps to what the visitor may see", source, view)
                            .endsWith(".dashboard.sight"));
        }
    }

    @Test
    void whatTheTableDoesNotName_doesNotExistForAnybody() {
        for (String path : List.of(
                "/nowhere",
                "/vaadinServlet/",
                "/vaadinServlet/VAADIN/push",
                "/VAADIN/",
                "/VAADIN/themes/x",
                "/error",
                "/actuator/health",
                "/orders/..%2fadmin",
                "/orders/%2e%2e/admin",
                "/orders;x=y",
                "/admin/",
                "//admin",
                "/ADMIN")) {
            for (String who : List.of(STRANGER, cookie(Role.VIEWER), cookie(Role.ADMIN))) {
                assertThat(status("GET", path, who, OWN)).as(path).isIn(400, 404);
                assertThat(status("POST", path, who, OWN)).as(path).isIn(400, 404);
            }
        }
        for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS")) {
            assertThat(status(method, "/", cookie(Role.ADMIN), OWN)).as(method).isEqualTo(404);
        }
    }

    @Test
    void anotherSite_canNeitherPostNorOpenASocket() {
        String admin = cookie(Role.ADMIN);
        for (String origin : List.of(
                "https://evil.example", "null", "http://localhost:1", "http://localhost.evil.example:" + PORT, "")) {
            assertThat(status("POST", "/?v-r=uidl&v-uiId=0", admin, origin))
                    .as(origin)
                    .isEqualTo(403);
            assertThat(status("POST", "/login", STRANGER, origin)).as(origin).isEqualTo(403);
            assertThat(status("POST", "/logout", admin, origin)).as(origin).isEqualTo(403);
            assertThat(status("POST", "/password", admin, origin)).as(origin).isEqualTo(403);
            assertThat(BoardWire.socket(PORT, origin, admin)).as(origin).startsWith("HTTP/1.1 403");
        }
        assertThat(BoardWire.socket(PORT, OWN, STRANGER)).startsWith("HTTP/1.1 401");
        assertThat(BoardWire.socket(PORT, OWN, admin)).doesNotStartWith("HTTP/1.1 40");
        assertThat(status("GET", "/pulse", admin, "https://evil.example")).isEqualTo(403);
    }

    @Test
    void everyAnswer_tellsTheBrowserWhatAPageNeverDoes() {
        HttpResponse<String> board = exchange("GET", "/", cookie(Role.VIEWER), OWN, "");
        HttpResponse<String> gate = exchange("GET", "/login", STRANGER, OWN, "");

        String policy = board.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .containsPattern("script-src 'self' 'nonce-[\\w-]{43}' 'unsafe-eval';")
                .contains("frame-ancestors https://portal.example")
                .contains("object-src 'none'");
        assertThat(policy.replaceFirst("style-src[^;]*", "")).doesNotContain("unsafe-inline");
        assertThat(board.body()).contains("<script").doesNotContainPattern("<script(?![^>]*nonce=)");
        assertThat(gate.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self';");
        assertThat(gate.body()).doesNotContain("<script").doesNotContain("style=");
        for (HttpResponse<String> each : List.of(board, gate, exchange("GET", "/nowhere", STRANGER, OWN, ""))) {
            assertThat(each.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(each.headers().firstValue("Referrer-Policy")).contains("same-origin");
        }
        assertThat(exchange("GET", "/", STRANGER, OWN, "").headers().allValues("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void theCookieOfALogIn_isOutOfReachOfScripts_andOfAnotherValueEachTime() {
        HttpResponse<String> first = logIn("admin", "wet gravel turns 9 mills", "/orders?x=1");
        HttpResponse<String> second = logIn("admin", "wet gravel turns 9 mills", "//evil.example");

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).contains("/orders?x=1");
        assertThat(second.headers().firstValue("Location")).contains("/");
        assertThat(first.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("board-session=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax")
                .isNotEqualTo(second.headers().firstValue("Set-Cookie").orElseThrow());
        assertThat(logIn("admin", "wrong", "").statusCode()).isEqualTo(401);
        String token = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        assertThat(status("GET", "/orders", token, OWN)).isEqualTo(200);
        assertThat(status("POST", "/logout", token, OWN)).isEqualTo(303);
        assertThat(status("GET", "/orders", token, OWN)).isEqualTo(302);
    }

    @Test
    void theReadingApi_isOpenToASession_forReadingOnly_andToNobodyElse() {
        assertThat(apiStatus("GET", "/api/orders", STRANGER)).isEqualTo(401);
        assertThat(BoardWire.exchange(
                                URI.create(
                                        "http://localhost:" + api.getWebServer().getPort() + "/api/orders"),
                                "GET",
                                "",
                                "",
                                "")
                        .headers()
                        .map())
                .containsKeys("x-content-type-options", "content-security-policy");
        assertThat(apiStatus("GET", "/api/orders", cookie(Role.VIEWER))).isEqualTo(200);
        assertThat(apiStatus("POST", "/api/alerts/silences", cookie(Role.ADMIN)))
                .isEqualTo(401);
    }

    @Test
    void theLinkOfAWall_letsInToReadOnly() {
        Token token = Token.random();
        Instant now = Instant.now();
        WallLink link = sessions.keep(new WallLink(
                        0,
                        token.hash(),
                        "Halle",
                        "?wall&pages=overview",
                        ViewScope.ALL,
                        "admin",
                        now,
                        now.plusSeconds(600),
                        Optional.empty()))
                .blockOptional()
                .orElseThrow();
        admitted.admit(link);

        HttpResponse<String> opened = exchange("GET", "/wall?key=" + token.text(), STRANGER, OWN, "");
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");

        assertThat(opened.headers().firstValue("Location")).contains("/?wall&pages=overview");
        assertThat(status("GET", "/?wall", cookie, OWN)).isEqualTo(200);
        assertThat(status("GET", "/admin", cookie, OWN)).isEqualTo(403);
        assertThat(status("GET", "/import", cookie, OWN)).isEqualTo(403);
        admitted.revokeWall(link.number(), now).block();
        assertThat(status("GET", "/?wall", cookie, OWN)).isEqualTo(302);
        assertThat(exchange("GET", "/wall?key=" + token.text(), STRANGER, OWN, "")
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
    }

    private ConfigurableApplicationContext board() {
        return (ConfigurableApplicationContext) ReflectionTestUtils.getField(ui, "child");
    }

    private List<RouteData> pages() {
        return RouteConfiguration.forRegistry(ApplicationRouteRegistry.getInstance(
                        new VaadinServletContext(((ServletWebServerApplicationContext) board()).getServletContext())))
                .getAvailableRoutes();
    }

    /** Those that a visitor with a scope may open. */
    private List<Class<?>> views() {
        List<Class<?>> views = new ArrayList<>();
        pages().stream()
                .filter(page -> OPEN_TO_SCOPES.contains(pathOf(page)))
                .forEach(page -> views.add(page.getNavigationTarget()));
        assertThat(views).hasSameSizeAs(OPEN_TO_SCOPES);
        return views;
    }

    private static String pathOf(RouteData page) {
        return "/" + page.getTemplate().replaceAll(":\\w+\\*", "**");
    }

    private String cookie(Role role) {
        return cookie("a-" + role.text(), role, ViewScope.ALL);
    }

    private String cookie(String called, Role role, ViewScope scope) {
        AccountName name = new AccountName(called);
        Token token = Token.random();
        Instant now = Instant.now();
        accounts.add(name, role, scope, now).block();
        accounts.setPassword(name, "none", now).block();
        Session session =
                Session.open(token.hash(), new Account(name, role, scope, now, false, true), "192.0.2.1", "test", now);
        sessions.open(session).block();
        admitted.admit(session);
        return "board-session=" + token.text();
    }

    private static HttpResponse<String> logIn(String name, String password, String to) {
        return exchange(
                "POST",
                "/login",
                STRANGER,
                OWN,
                "name=" + name + "&password=" + BoardInBrowser.encode(password) + "&to=" + BoardInBrowser.encode(to));
    }

    private static int status(String method, String path, String cookie, String origin) {
        return exchange(method, path, cookie, origin, "").statusCode();
    }

    private int apiStatus(String method, String path, String cookie) {
        return BoardWire.exchange(
                        URI.create("http://localhost:" + api.getWebServer().getPort() + path), method, cookie, "", "")
                .statusCode();
    }

    private static HttpResponse<String> exchange(
            String method, String path, String cookie, String origin, String body) {
        return BoardWire.exchange(URI.create("http://localhost:" + PORT + path), method, cookie, origin, body);
    }
}
