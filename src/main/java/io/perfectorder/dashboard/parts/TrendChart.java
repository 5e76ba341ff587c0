package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Lines over time with a target, drawn in the browser by uPlot. Values are ratios from 0 to 1; a missing one is a gap. */
@Tag("trend-chart")
@NpmPackage(value = "uplot", version = "1.6.32")
@JsModule("./charts/trend-chart.ts")
public class TrendChart extends Component implements HasSize {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** One line of the chart, as long as the list of times. */
    public record Line(String label, List<@Nullable Double> values) {}

    /** Replaces everything shown. Times are seconds since the epoch, ascending. */
    public void setSeries(List<Long> timesEpochSeconds, List<Line> lines, double target) {
        var series = JSON.objectNode().put("target", target);
        var times = series.putArray("times");
        timesEpochSeconds.forEach(times::add);
        var all = series.putArray("lines");
        for (var line : lines) {
            all.addObject().put("label", line.label()).set("values", array(line.values()));
        }
        getElement().setPropertyJson("series", series);
    }

    /** Adds one point to every line, dropping the oldest beyond {@code keep} points. */
    public void push(long timeEpochSeconds, List<@Nullable Double> values, int keep) {
        getElement().callJsFunction("push", timeEpochSeconds, array(values), keep);
    }

    private static ArrayNode array(List<@Nullable Double> values) {
        var array = JSON.arrayNode();
        for (var value : values) {
            if (value == null) {
                array.addNull();
            } else {
                array.add(value.doubleValue());
            }
        }
        return array;
    }
}
