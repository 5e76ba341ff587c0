package io.perfectorder.app;

import java.nio.file.Path;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The lines that tell, once everything is up, where things are and what is on. */
@Component
class StartBanner {
    private final MonitorProperties monitor;
    private final UiProperties ui;
    private final Environment environment;
    private final ApplicationContext root;
    private final PeopleLifecycle people;

    StartBanner(
            MonitorProperties monitor,
            UiProperties ui,
            Environment environment,
            ApplicationContext root,
            PeopleLifecycle people) {
        this.people = people;
        this.root = root;
        this.monitor = monitor;
        this.ui = ui;
        this.environment = environment;
    }

    /** The board's own context comes up too, and tells the root: that is not the moment. */
    @EventListener
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext().equals(root) && !monitor.exit()) {
            System.out.print(text(port()));
        }
    }

    private String port() {
        WebServer server = root instanceof WebServerApplicationContext web ? web.getWebServer() : null;
        return server == null ? environment.getProperty("server.port", "8081") : String.valueOf(server.getPort());
    }

    String text(String port) {
        return """

                Perfect Order Monitor is up
                  board         %s
                  API           %s
                  producer key  %s
                  clock         %s
                  demo          %s
                %s
                """.formatted(
                ui.enabled() ? address(String.valueOf(ui.port())) : "off (ui.enabled=false)",
                address(port) + "  (described in /openapi.json)",
                monitor.producerKey().isBlank()
                        ? Path.of(monitor.dataDir(), "producer.key")
                                .toAbsolutePath()
                                .normalize()
                        : "as configured",
                monitor.clock() == MonitorProperties.Clock.WALL ? "wall" : "event-time",
                monitor.demo() ? String.format(Locale.ROOT, "on, %,.0f events a second", monitor.demoRate()) : "off",
                administrator());
    }

    /** The line of the link, while nobody can administer. */
    private String administrator() {
        return people.firstLink()
                .map(link -> "  administrator  nobody yet; open " + address(String.valueOf(ui.port())) + "setup?key="
                        + link.text() + " within 24 hours to make one\n")
                .orElse("");
    }

    private String address(String port) {
        String host = environment.getProperty("server.address", "127.0.0.1");
        return "http://" + (host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host) + ":" + port + "/";
    }
}
