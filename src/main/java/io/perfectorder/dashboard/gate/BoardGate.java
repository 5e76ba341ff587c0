package io.perfectorder.dashboard.gate;

import io.perfectorder.security.Admitted;
import io.perfectorder.security.BoardRoutes;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.OpenReading;
import io.perfectorder.security.Route;
import io.perfectorder.security.Token;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Stands before everything that the board's server answers: a path that {@link BoardRoutes} does not name does not exist, and every other
 * needs the permission that stands beside it, and keeps to the scope of who comes or is shut to him. A stranger gets no session of Vaadin, and no page that has a script.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BoardGate implements Filter {
    static final String ENTRANCE = "board-entrance";

    /** The number that the inline scripts of this answer have. */
    static final String SCRIPTS = "board-scripts";

    /** Spellings that mean one path to this and another to who answers. */
    private static final Pattern ODD =
            Pattern.compile("[;\\\\\\x00-\\x1f\\x7f]|//|/\\.{1,2}(/|$)|%(2f|5c|25|3b|00|2e)", Pattern.CASE_INSENSITIVE);

    private final Admitted admitted;
    private final OpenReading open;
    private final GatePages pages;
    private final SafeHeaders headers;
    private final InstantSource wall;

    BoardGate(
            Admitted admitted,
            OpenReading open,
            GatePages pages,
            InstantSource wall,
            @Value("${ui.framed-by:}") String framedBy) {
        this.admitted = admitted;
        this.open = open;
        this.pages = pages;
        this.headers = new SafeHeaders(framedBy);
        this.wall = wall;
    }

    @Override
    public void doFilter(ServletRequest asked, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) asked;
        HttpServletResponse response = (HttpServletResponse) answer;
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        headers.write(request, response, "");
        String path = request.getRequestURI();
        if (ODD.matcher(path).find()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        Optional<Route> door = door(request, path);
        Optional<Entrance> entrance = entrance(request);
        if (!Origins.own(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (door.isPresent() && door.get().needs().isEmpty()) {
            entrance.ifPresent(known -> request.setAttribute(ENTRANCE, known));
            chain.doFilter(request, response);
        } else if (entrance.isEmpty()) {
            turnAway(request, response, door);
        } else if (door.isEmpty()) {
            pages.refuse(request, response, HttpServletResponse.SC_NOT_FOUND);
        } else if (!door.get().lets(entrance.get().caller())) {
            pages.refuse(request, response, HttpServletResponse.SC_FORBIDDEN);
        } else {
            letIn(request, response, chain, entrance.get());
        }
    }

    /** Requests of Vaadin's own go to the address of the page that is open. */
    private static Optional<Route> door(HttpServletRequest request, String path) {
        Optional<Route> page = BoardRoutes.page(path);
        boolean ofVaadin = request.getParameter("v-r") != null && !path.startsWith("/VAADIN/");
        return page.isPresent() && ofVaadin && request.getMethod().equals("POST")
                ? BoardRoutes.at("GET", path)
                : BoardRoutes.at(request.getMethod(), path);
    }

    private void letIn(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Entrance entrance)
            throws IOException, ServletException {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(ENTRANCE) != null
                && !entrance.equals(session.getAttribute(ENTRANCE))) {
            session.invalidate();
        }
        String scripts = Token.random().text();
        request.setAttribute(ENTRANCE, entrance);
        request.setAttribute(SCRIPTS, scripts);
        headers.write(request, response, scripts);
        chain.doFilter(request, response);
    }

    private Optional<Entrance> entrance(HttpServletRequest request) {
        Instant now = wall.instant();
        Optional<Entrance> person = Cookies.of(request, Cookies.SESSION)
                .flatMap(token -> admitted.session(token, now, isAct(request)))
                .map(session -> new Entrance.Person(session.id(), session.caller()));
        Optional<Entrance> screen = Cookies.of(request, Cookies.WALL)
                .flatMap(token -> admitted.wall(token, now))
                .map(link -> new Entrance.Wall(link.id(), link.caller()));
        return person.or(() -> screen)
                .or(() -> open.to(host(request)) && !admitted.administered()
                        ? Optional.of(new Entrance.ThisMachine())
                        : Optional.empty());
    }

    /** An open page asks for the pulse, keeps its connection and says that it is there, whether somebody looks or not. */
    private static boolean isAct(HttpServletRequest request) {
        String kind = request.getParameter("v-r");
        return !request.getRequestURI().equals("/pulse") && !"heartbeat".equals(kind) && !"push".equals(kind);
    }

    private static String host(HttpServletRequest request) {
        String host = String.valueOf(request.getHeader("Host"));
        return host.replaceAll(":\\d+$", "");
    }

    private void turnAway(HttpServletRequest request, HttpServletResponse response, Optional<Route> door)
            throws IOException {
        boolean page = request.getMethod().equals("GET")
                && request.getParameter("v-r") == null
                && BoardRoutes.page(request.getRequestURI()).isPresent();
        if (door.isEmpty() && !page) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (page) {
            String query = request.getQueryString();
            String here = request.getRequestURI() + (query == null ? "" : "?" + query);
            response.setHeader("Cache-Control", "no-store");
            response.sendRedirect(
                    here.equals("/") ? "/login" : "/login?to=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}
