package io.perfectorder.dashboard.gate;

import com.vaadin.flow.server.VaadinSession;
import io.perfectorder.security.Entrance;
import io.perfectorder.security.Permission;
import io.perfectorder.security.Route;
import io.perfectorder.security.ViewScope;

/** Who looks at a page, and what the page may offer. */
public record Visitor(Entrance entrance) {
    /** Whoever holds the session of Vaadin that is locked now. */
    public static Visitor now() {
        VaadinSession session = VaadinSession.getCurrent();
        Object entrance = session == null || session.getSession() == null
                ? null
                : session.getSession().getAttribute(BoardGate.ENTRANCE);
        if (entrance instanceof Entrance known) {
            return new Visitor(known);
        }
        throw new IllegalStateException("nobody is here");
    }

    public boolean may(Permission permission) {
        return entrance.caller().may(permission);
    }

    /** Whether the door opens for this visitor. */
    public boolean mayOpen(Route route) {
        return route.lets(entrance.caller());
    }

    /** What of all that the role may read this visitor may see. */
    public ViewScope scope() {
        return entrance.caller().scope();
    }

    /** What is done with a permission that a page should not have offered is not done. */
    public void check(Permission permission) {
        if (!may(permission)) {
            throw new IllegalStateException(entrance.caller().role().text() + " may not do what needs " + permission);
        }
    }

    /** Runs what needs a permission, if the visitor has it when it comes to that. */
    public static Runnable with(Permission permission, Runnable act) {
        return () -> {
            now().check(permission);
            act.run();
        };
    }

    public boolean hasAccount() {
        return entrance instanceof Entrance.Person;
    }

    /** The name that what is done goes by; empty where whoever does it has to say. */
    public String signature() {
        return entrance.signature();
    }
}
