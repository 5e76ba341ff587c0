package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tile of one level, built once and updated in place. */
public class LevelTile extends Article {
    /** What a tile shows, in the viewer's language. {@code tone} is good, bad or none. */
    public record Face(
            String title,
            String tone,
            String icon,
            String status,
            String rate,
            String detail,
            List<String> facts,
            List<Figure> figures,
            Trend trend) {}

    /** A smaller figure. */
    public record Figure(String label, String value) {}

    /** The trend line; see {@link TrendChart#setSeries}. */
    public record Trend(String label, List<Long> times, List<@Nullable Double> values, double target) {}

    private final H2 title = new H2();
    private final Span icon = new Span();
    private final Span status = new Span();
    private final Div rate = new Div();
    private final Div detail = new Div();
    private final Div facts = new Div();
    private final Div figures = new Div();
    private final TrendChart chart = new TrendChart();
    private final List<Span> factTexts = new ArrayList<>();
    private final List<Span> labels = new ArrayList<>();
    private final List<Span> values = new ArrayList<>();
    private @Nullable Face shown;

    public LevelTile() {
        addClassName("level-tile");
        icon.getElement().setAttribute("aria-hidden", "true");
        Span badge = new Span(icon, status);
        badge.addClassName("status");
        Div head = new Div(title, badge);
        head.addClassName("head");
        rate.addClassName("rate");
        detail.addClassName("detail");
        facts.addClassName("facts");
        figures.addClassName("figures");
        add(head, rate, detail, facts, chart, figures);
    }

    /** Shows this face; nothing is sent when it is the one already shown. */
    public void show(Face face) {
        Face last = shown;
        if (face.equals(last)) {
            return;
        }
        title.setText(face.title());
        getElement().setAttribute("data-tone", face.tone());
        icon.setText(face.icon());
        status.setText(face.status());
        rate.setText(face.rate());
        detail.setText(face.detail());
        for (int i = 0; i < face.facts().size(); i++) {
            if (i == factTexts.size()) {
                Span fact = new Span();
                factTexts.add(fact);
                facts.add(fact);
            }
            factTexts.get(i).setText(face.facts().get(i));
        }
        for (int i = 0; i < face.figures().size(); i++) {
            if (i == values.size()) {
                labels.add(new Span());
                values.add(new Span());
                figures.add(new Div(labels.get(i), values.get(i)));
            }
            labels.get(i).setText(face.figures().get(i).label());
            values.get(i).setText(face.figures().get(i).value());
        }
        if (last == null || !face.trend().equals(last.trend())) {
            Trend trend = face.trend();
            chart.setSeries(trend.times(), List.of(new TrendChart.Line(trend.label(), trend.values())), trend.target());
        }
        shown = face;
    }
}
