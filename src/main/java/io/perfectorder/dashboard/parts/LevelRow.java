package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** A measure as a line of a tile: name, status, value and counts. */
class LevelRow extends ListItem {
    private final LiveText name = new LiveText();
    private final StatusBadge status = new StatusBadge();
    private final CountLink value = new CountLink();
    private final CountLink met = new CountLink();
    private final LiveText between = new LiveText();
    private final CountLink all = new CountLink();
    private final Span counts = new Span(met, between, all);
    private @Nullable Level shown;

    LevelRow() {
        name.addClassName("measure");
        value.addClassName("value");
        counts.addClassName("counts");
        add(name, status, value, counts);
    }

    void show(Level level) {
        if (level.equals(shown)) {
            return;
        }
        name.show(level.name());
        getElement().setAttribute("title", level.about());
        status.show(level.status());
        value.show(level.value());
        counts.setVisible(level.counts().isPresent());
        level.counts().ifPresent(shownCounts -> {
            met.show(shownCounts.met());
            between.show(shownCounts.between());
            all.show(shownCounts.all());
        });
        shown = level;
    }
}
