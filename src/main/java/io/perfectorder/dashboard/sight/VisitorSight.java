package io.perfectorder.dashboard.sight;

import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.security.ViewScope;
import org.springframework.stereotype.Component;

/** What the visitor may see who holds the session of Vaadin that is locked now. */
@Component
final class VisitorSight implements Sight {
    @Override
    public ViewScope scope() {
        return Visitor.now().scope();
    }
}
