package io.perfectorder.dashboard.orders;

import java.util.List;
import java.util.Optional;

/**
 * What the page of one order shows, in the viewer's language.
 *
 * @param state a mark for what became of it
 * @param facts label and value
 * @param criteria met or missed, and why; empty unless the order is judged
 * @param timeLine empty when there is nothing to draw
 */
record OrderModel(
        String id,
        List<Mark> state,
        Optional<String> note,
        List<Fact> facts,
        List<CriterionRow> criteria,
        List<Line> lines,
        Optional<TimeLine> timeLine,
        List<EventRow> events,
        List<Taken> acknowledged) {
    record Fact(String label, String value) {}

    /** {@code met} tells icon and word, {@code tone} the colour: a complaint that is there is no success. */
    record CriterionRow(String title, String tone, String icon, String word, String because) {}

    record Line(String number, String sku, String ordered, String kept, Mark mark) {}

    /** Places are percent of the width. */
    record TimeLine(
            List<Tick> ticks, Optional<Band> promised, Optional<Tick> deadline, List<Point> points, int lanes) {}

    record Tick(double place, String text) {}

    record Band(double from, double to, String text) {}

    /** An event by its number in the list. */
    record Point(double place, int lane, int number, String tone, String text) {}

    record EventRow(
            int number,
            String type,
            String tone,
            String effect,
            String explains,
            String time,
            String recorded,
            String behind,
            String source,
            String id,
            String json) {}

    record Taken(String by, String at, String note) {}
}
