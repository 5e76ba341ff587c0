package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Rates over time, one line a group, with targets, drawn in the browser by uPlot; see ADR 0040. The browser derives rates and Wilson
 * intervals from the counts. It is fed with what changed: as a rule the last point.
 */
@Tag("trend-chart")
@NpmPackage(value = "uplot", version = "1.6.32")
@JsModule("./charts/trend-chart.ts")
public class TrendChart extends Component implements HasSize {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How many of how many; {@link #NONE} is a gap. */
    public record Point(long numerator, long denominator) {
        public static final Point NONE = new Point(0, 0);
    }

    /** One line of the chart, as long as the list of times. */
    public record Line(String label, double target, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** How grave a mark is. */
    public enum Severity {
        CRITICAL,
        WARNING,
        INFO
    }

    /** Something that happened, drawn as an upright line with a flag and its text, and said in the table. */
    public record Mark(Instant at, String text, Severity severity) {}

    private List<Long> times = List.of();
    private List<Line> lines = List.of();
    private List<Mark> marks = List.of();
    private @Nullable Map<String, String> words;

    /** The words in the chart, by their names in the component, and the language of its numbers and times. */
    public void setWords(Map<String, String> newWords) {
        if (!newWords.equals(words)) {
            words = Map.copyOf(newWords);
            var json = JSON.objectNode();
            newWords.forEach(json::put);
            getElement().setPropertyJson("words", json);
        }
    }

    /** The marks on the time axis; those outside of the times shown are not drawn. */
    public void setMarks(List<Mark> newMarks) {
        if (!newMarks.equals(marks)) {
            marks = List.copyOf(newMarks);
            var array = JSON.arrayNode();
            marks.forEach(mark -> array.addObject()
                    .put("time", mark.at().getEpochSecond())
                    .put("text", mark.text())
                    .put("severity", mark.severity().name().toLowerCase(Locale.ROOT)));
            getElement().setPropertyJson("marks", array);
        }
    }

    /** Shows these lines; {@code newTimes} are seconds since the epoch, ascending. Sends only the points that are not shown already. */
    public void show(List<Long> newTimes, List<Line> newLines) {
        if (newTimes.equals(times) && newLines.equals(lines)) {
            return;
        }
        if (sameFrame(newTimes, newLines)) {
            pushChanges(newTimes, newLines);
        } else {
            getElement().setPropertyJson("series", series(newTimes, newLines));
        }
        times = List.copyOf(newTimes);
        lines = List.copyOf(newLines);
    }

    private boolean sameFrame(List<Long> newTimes, List<Line> newLines) {
        if (newLines.size() != lines.size() || times.isEmpty() || newTimes.isEmpty()) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            Line before = lines.get(i);
            Line now = newLines.get(i);
            if (!before.label().equals(now.label()) || before.target() != now.target()) {
                return false;
            }
        }
        return times.contains(newTimes.getFirst()) && newTimes.size() == times.size();
    }

    private void pushChanges(List<Long> newTimes, List<Line> newLines) {
        var changes = JSON.arrayNode();
        int shift = times.indexOf(newTimes.getFirst());
        for (int i = 0; i < newTimes.size(); i++) {
            boolean known = i + shift < times.size() && newTimes.get(i).equals(times.get(i + shift));
            if (!known || !sameAt(newLines, i, i + shift)) {
                ArrayNode change = changes.addArray().add(newTimes.get(i).longValue());
                for (Line line : newLines) {
                    change.add(line.points().get(i).numerator())
                            .add(line.points().get(i).denominator());
                }
            }
        }
        getElement().callJsFunction("push", changes, newTimes.size());
    }

    private boolean sameAt(List<Line> newLines, int now, int before) {
        for (int i = 0; i < newLines.size(); i++) {
            if (!newLines.get(i).points().get(now).equals(lines.get(i).points().get(before))) {
                return false;
            }
        }
        return true;
    }

    private static tools.jackson.databind.node.ObjectNode series(List<Long> times, List<Line> lines) {
        var series = JSON.objectNode();
        var axis = series.putArray("times");
        times.forEach(axis::add);
        var all = series.putArray("lines");
        for (Line line : lines) {
            var json = all.addObject().put("label", line.label()).put("target", line.target());
            var counts = json.putArray("counts");
            line.points().forEach(point -> counts.add(point.numerator()).add(point.denominator()));
        }
        return series;
    }
}
