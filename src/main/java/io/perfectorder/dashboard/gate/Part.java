package io.perfectorder.dashboard.gate;

import io.perfectorder.dashboard.gate.GatePages.Link;
import java.util.List;

/** What a page of the gate shows between its lead and its form. */
sealed interface Part {
    /** A picture that a camera reads. */
    record Picture(String text, String label) implements Part {}

    /** A value to copy. */
    record Value(String label, String value) implements Part {}

    /** Codes to keep. */
    record Codes(List<String> codes) implements Part {}

    record Way(Link link) implements Part {}

    default void write(StringBuilder html) {
        switch (this) {
            case Picture(String text, String label) -> html.append(QrPicture.of(text, label));
            case Value(String label, String value) ->
                html.append("<p class=\"value\"><span>")
                        .append(GatePages.safe(label))
                        .append("</span><code>")
                        .append(GatePages.safe(value))
                        .append("</code></p>");
            case Codes(List<String> codes) -> {
                html.append("<ul class=\"codes\">");
                codes.forEach(code ->
                        html.append("<li><code>").append(GatePages.safe(code)).append("</code></li>"));
                html.append("</ul>");
            }
            case Way(Link link) ->
                html.append("<p><a href=\"")
                        .append(GatePages.safe(link.address()))
                        .append("\">")
                        .append(GatePages.safe(link.words()))
                        .append("</a></p>");
        }
    }
}
