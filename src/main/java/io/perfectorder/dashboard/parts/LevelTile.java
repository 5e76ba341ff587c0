package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tile of one group, built once and updated in place; what has not changed is not sent. */
public final class LevelTile extends Article {
    /**
     * What a tile shows, in the viewer's language.
     *
     * @param why what stands in place of the counts when there is no data
     * @param missed what the count of those that missed it is called
     * @param facts target, difference to it, difference to the window before
     */
    public record Face(
            String title,
            Level level,
            String interval,
            String why,
            List<Fact> facts,
            String missed,
            List<Level> figures,
            Spark spark) {}

    /** A labelled figure; the tone colours it. */
    public record Fact(String label, String value, Tone tone) {}

    /** The line of the last 24 hours; see {@link SparkLine#show}. */
    public record Spark(List<@Nullable Double> values, double target, String label) {}

    private final H2 title = new H2();
    private final StatusBadge status = new StatusBadge();
    private final CountLink rate = new CountLink();
    private final SparkLine spark = new SparkLine();
    private final CountLink met = new CountLink();
    private final LiveText between = new LiveText();
    private final CountLink all = new CountLink();
    private final CountLink missed = new CountLink();
    private final Span counts = new Span(met, between, all);
    private final LiveText interval = new LiveText();
    private final Div detail = new Div(counts, interval);
    private final LiveText missedLabel = new LiveText();
    private final Div missedCell = new Div(missedLabel, missed);
    private final Text whyText = new Text("");
    private final Div why = new Div(whyText);
    private final Div facts = new Div();
    private final UnorderedList figures = new UnorderedList();
    private final List<FactCell> factCells = new ArrayList<>();
    private final List<LevelRow> rows = new ArrayList<>();
    private @Nullable Face shown;

    public LevelTile() {
        addClassNames("level-tile", "card");
        title.addClassName("name");
        Div head = new Div(title, status);
        head.addClassName("head");
        rate.addClassName("rate");
        Div main = new Div(rate, spark);
        main.addClassName("main");
        interval.addClassName("interval");
        missed.addClassName("missed");
        detail.addClassName("detail");
        why.addClassName("why");
        facts.addClassName("facts");
        facts.add(missedCell);
        figures.addClassName("figures");
        add(head, main, detail, why, facts, figures);
    }

    /** Shows this face. */
    public void show(Face face) {
        Face last = shown;
        if (face.equals(last)) {
            return;
        }
        if (last == null || !face.title().equals(last.title())) {
            title.setText(face.title());
            title.getElement().setAttribute("title", face.title());
        }
        if (last == null
                || !face.level().equals(last.level())
                || !face.interval().equals(last.interval())) {
            showLevel(face);
        }
        if (last == null || !face.facts().equals(last.facts())) {
            showFacts(face.facts());
        }
        for (int i = 0; i < face.figures().size(); i++) {
            if (i == rows.size()) {
                rows.add(new LevelRow());
                figures.add(rows.get(i));
            }
            rows.get(i).show(face.figures().get(i));
        }
        spark.show(face.spark().values(), face.spark().target(), face.spark().label());
        shown = face;
    }

    private void showLevel(Face face) {
        Level level = face.level();
        getElement().setAttribute("data-tone", level.status().tone().css());
        status.show(level.status());
        rate.show(level.value());
        rate.getElement().setAttribute("title", level.about());
        detail.setVisible(level.counts().isPresent());
        why.setVisible(level.counts().isEmpty());
        whyText.setText(face.why());
        missedCell.setVisible(level.counts().isPresent());
        missedLabel.show(face.missed());
        level.counts().ifPresent(shownCounts -> {
            met.show(shownCounts.met());
            between.show(shownCounts.between());
            all.show(shownCounts.all());
            missed.show(shownCounts.missed());
            interval.show(face.interval());
        });
    }

    private void showFacts(List<Fact> shownFacts) {
        for (int i = 0; i < shownFacts.size(); i++) {
            if (i == factCells.size()) {
                factCells.add(new FactCell());
                facts.addComponentAtIndex(i, factCells.get(i));
            }
            factCells.get(i).show(shownFacts.get(i));
        }
    }

    /** One labelled figure. */
    private static final class FactCell extends Div {
        private final LiveText label = new LiveText();
        private final LiveText value = new LiveText();
        private @Nullable Fact fact;

        FactCell() {
            add(label, value);
        }

        void show(Fact now) {
            if (!Objects.equals(now, fact)) {
                label.show(now.label());
                value.show(now.value());
                getElement().setAttribute("data-tone", now.tone().css());
                fact = now;
            }
        }
    }
}
