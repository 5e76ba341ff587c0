package io.perfectorder.dashboard.orders;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.GroupBy;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The filters of a list; each change is a new address. */
@Tag("div")
class OrdersFilters extends Div {
    /** Takes the value that a viewer gave to a parameter. */
    @FunctionalInterface
    interface Change {
        void to(Map<String, String> parameters);
    }

    /** A field and the list of values to choose from. */
    private record Field(Element input, Element values) {}

    private final Change change;
    private final Element measure = choice("measure");
    private final Element outcome = choice("outcome");
    private final Element cause = choice("cause");
    private final Map<GroupBy, Field> fields = new EnumMap<>(GroupBy.class);

    OrdersFilters(Change change) {
        this.change = change;
        addClassName("filters");
        cause.addPropertyChangeListener("value", "change", event -> {
            if (event.isUserOriginated()) {
                change.to(Map.of("cause", String.valueOf(event.getValue()), "alone", ""));
            }
        });
        for (GroupBy by : List.of(
                GroupBy.TIER,
                GroupBy.REGION,
                GroupBy.DISTRIBUTION_CENTRE,
                GroupBy.CARRIER,
                GroupBy.CUSTOMER,
                GroupBy.CHANNEL)) {
            String list = "values-" + by.key();
            Element values = new Element("datalist").setAttribute("id", list);
            Element field = new Element("input")
                    .setAttribute("list", list)
                    .setAttribute("maxlength", "200")
                    .setAttribute("autocomplete", "off");
            listen(field, by.key());
            fields.put(by, new Field(field, values));
        }
        listen(measure, "measure");
        listen(outcome, "outcome");
    }

    void show(OrdersRequest request, Map<GroupBy, List<String>> known, Words words) {
        getElement().removeAllChildren();
        options(
                measure,
                Arrays.stream(Measure.values())
                        .collect(Collectors.toMap(
                                Measure::key,
                                m -> words.say("measure." + m.key()),
                                (a, _) -> a,
                                java.util.LinkedHashMap::new)),
                request.measure().key());
        Map<String, String> outcomes = new java.util.LinkedHashMap<>();
        for (String key : List.of("all", "met", "missed")) {
            outcomes.put(key, words.say("outcome." + key));
        }
        options(outcome, outcomes, request.outcome().name().toLowerCase(Locale.ROOT));
        Map<String, String> causes = new java.util.LinkedHashMap<>();
        causes.put("", words.say("orders.any"));
        for (FailureCause each : FailureCause.values()) {
            causes.put(each.key(), words.say("cause." + each.key()));
        }
        String chosen =
                request.causes().all().stream().sorted().map(FailureCause::key).collect(Collectors.joining(","));
        if (!chosen.isEmpty()) {
            causes.put(chosen, causes(request, words));
        }
        options(cause, causes, chosen);
        add(words.say("orders.measure"), measure);
        add(words.say("orders.outcome"), outcome);
        add(words.say("orders.cause"), cause);
        fields.forEach((by, field) -> {
            Element values = field.values();
            values.removeAllChildren();
            known.getOrDefault(by, List.of())
                    .forEach(value -> values.appendChild(new Element("option").setAttribute("value", value)));
            field.input().setProperty("value", request.filters().getOrDefault(by, ""));
            field.input().setAttribute("placeholder", words.say("orders.any"));
            add(words.say("by." + by.key()), field.input(), values);
        });
    }

    /** The causes of a request in words. */
    static String causes(OrdersRequest request, Words words) {
        String all = request.causes().all().stream()
                .sorted()
                .map(each -> words.say("cause." + each.key()))
                .collect(Collectors.joining(" + "));
        return switch (request.causes().company()) {
            case ANY -> all;
            case NONE -> words.say("orders.alone", all);
            case SOME -> words.say("orders.not-alone", all);
        };
    }

    private void add(String label, Element... controls) {
        getElement().appendChild(tag("label", "", text("span", "", label)).appendChild(controls));
    }

    private Element choice(String name) {
        return new Element("select").setAttribute("name", name);
    }

    private void listen(Element control, String name) {
        control.addPropertyChangeListener("value", "change", event -> {
            if (event.isUserOriginated()) {
                change.to(Map.of(name, String.valueOf(event.getValue()).strip()));
            }
        });
    }

    private static void options(Element select, Map<String, String> options, String chosen) {
        select.removeAllChildren();
        options.forEach((value, word) -> {
            Element option = text("option", "", word).setAttribute("value", value);
            if (value.equals(chosen)) {
                option.setAttribute("selected", true);
            }
            select.appendChild(option);
        });
        select.setProperty("value", chosen);
    }
}
