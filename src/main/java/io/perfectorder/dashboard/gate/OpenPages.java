package io.perfectorder.dashboard.gate;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.BoardRoutes;
import io.perfectorder.security.Entrance;
import jakarta.annotation.PreDestroy;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Ties every session of Vaadin to what its visitor came in by, and sends the pages of who may no longer be in to the log-in, at most a few
 * seconds after {@link Admitted} knows it. Also gives the inline scripts of a page their number.
 */
@Component
class OpenPages implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;

    private final transient Admitted admitted;
    private final transient InstantSource wall;
    private final transient Set<VaadinSession> open = ConcurrentHashMap.newKeySet();
    private final transient Runnable look = this::turnOut;

    OpenPages(Admitted admitted, InstantSource wall) {
        this.admitted = admitted;
        this.wall = wall;
        admitted.listen(look);
    }

    @PreDestroy
    void leave() {
        admitted.leave(look);
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(OpenPages::number);
        event.getSource().addSessionInitListener(init -> {
            Object entrance = init.getRequest().getAttribute(BoardGate.ENTRANCE);
            init.getSession().getSession().setAttribute(BoardGate.ENTRANCE, entrance);
            open.add(init.getSession());
        });
        event.getSource().addSessionDestroyListener(end -> open.remove(end.getSession()));
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(OpenPages::onlyWhatIsAllowed));
    }

    /** Within the page a visitor goes from view to view without a new request for it: the table counts there too. */
    private static void onlyWhatIsAllowed(BeforeEnterEvent event) {
        String path = "/" + event.getLocation().getPath();
        boolean allowed = BoardRoutes.page(path).map(Visitor.now()::mayOpen).orElse(false);
        if (!allowed) {
            event.forwardToUrl(path);
        }
    }

    private static void number(IndexHtmlResponse response) {
        VaadinRequest request = response.getVaadinRequest();
        Object number = request.getAttribute(BoardGate.SCRIPTS);
        response.getDocument()
                .getElementsByTag("script")
                .forEach(script -> script.attr("nonce", String.valueOf(number)));
    }

    private void turnOut() {
        for (VaadinSession session : List.copyOf(open)) {
            var wrapped = session.getSession();
            Object entrance = wrapped == null ? null : wrapped.getAttribute(BoardGate.ENTRANCE);
            if (entrance instanceof Entrance known && !admitted.still(known, wall.instant())) {
                open.remove(session);
                var _ = session.access(() -> {
                    session.getUIs().forEach(ui -> ui.getPage().setLocation("/login?say=out"));
                    session.getUIs().forEach(ui -> ui.push());
                    session.close();
                });
            }
        }
    }
}
