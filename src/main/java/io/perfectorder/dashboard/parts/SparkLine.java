package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A small line without axes, drawn in the browser. Values are ratios from 0 to 1; a missing one is a gap. */
@Tag("spark-line")
@JsModule("./charts/spark-line.ts")
public class SparkLine extends Component {
    private List<@Nullable Double> shown = List.of();
    private String label = "";
    private double target = Double.NaN;

    /** Shows the values with the target as a thin line; when only the last value is new, only that is sent. */
    public void show(List<@Nullable Double> values, double newTarget, String newLabel) {
        if (!newLabel.equals(label)) {
            label = newLabel;
            getElement().setAttribute("role", "img").setAttribute("aria-label", newLabel);
        }
        if (newTarget != target) {
            target = newTarget;
            getElement().setProperty("target", newTarget);
        }
        if (values.equals(shown)) {
            return;
        }
        int last = values.size() - 1;
        boolean onlyLast = values.size() == shown.size()
                && last >= 0
                && values.subList(0, last).equals(shown.subList(0, last));
        if (onlyLast) {
            getElement().callJsFunction("setLast", Objects.requireNonNullElse(values.get(last), Double.NaN));
        } else {
            var array = JsonNodeFactory.instance.arrayNode();
            for (Double value : values) {
                if (value == null) {
                    array.addNull();
                } else {
                    array.add(value.doubleValue());
                }
            }
            getElement().setPropertyJson("values", array);
        }
        shown = new ArrayList<>(values);
    }
}
