package io.perfectorder.alerting.channel;

import java.util.List;
import java.util.stream.Collectors;

/** A message as the two bodies of a mail: plain text, and HTML with a chart beside each sentence that has one. */
final class MailBody {
    private MailBody() {}

    static String text(Digest digest) {
        return digest.alerts().stream()
                .map(told -> told.title() + "\n\n" + told.what() + "\n\n"
                        + told.facts().stream()
                                .map(fact -> fact.name() + ": " + fact.value())
                                .collect(Collectors.joining("\n"))
                        + "\n" + digest.open() + ": " + told.link()
                        + told.take()
                                .map(take -> "\n" + digest.take() + ": " + take)
                                .orElse(""))
                .collect(Collectors.joining(
                        "\n\n——\n\n", "", digest.rest().isEmpty() ? "\n" : "\n\n" + digest.rest() + "\n"));
    }

    /** {@code charts}: the content id of the chart of each alert, empty where it has none. */
    static String html(Digest digest, List<String> charts, String language) {
        StringBuilder alerts = new StringBuilder();
        for (int i = 0; i < digest.alerts().size(); i++) {
            alerts.append(alert(digest, digest.alerts().get(i), charts.get(i)));
        }
        String rest = digest.rest().isEmpty() ? "" : "<p>" + escaped(digest.rest()) + "</p>\n";
        return """
                <!DOCTYPE html>
                <html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
                <body style="font-family:sans-serif;line-height:1.5;max-width:40em">
                %s%s</body></html>
                """.formatted(language, escaped(digest.title()), alerts, rest);
    }

    private static String alert(Digest digest, Digest.Told told, String chart) {
        String image = chart.isEmpty()
                ? ""
                : "<p><img src=\"cid:%s\" width=\"%d\" height=\"%d\" alt=\"%s\"></p>\n"
                        .formatted(chart, LimitChart.WIDTH, LimitChart.HEIGHT, escaped(told.what()));
        String facts = told.facts().stream()
                .map(fact -> "<tr><th align=\"left\">%s</th><td>%s</td></tr>\n"
                        .formatted(escaped(fact.name()), escaped(fact.value())))
                .collect(Collectors.joining());
        return """
                <h2 style="font-size:1.1em">%s</h2>
                <p>%s</p>
                %s<table>
                %s</table>
                <p><a href="%s">%s</a>%s</p>
                """.formatted(
                        escaped(told.title()),
                        escaped(told.what()),
                        image,
                        facts,
                        escaped(told.link().toString()),
                        escaped(digest.open()),
                        told.take()
                                .map(take -> " · <a href=\"%s\">%s</a>"
                                        .formatted(escaped(take.toString()), escaped(digest.take())))
                                .orElse(""));
    }

    private static String escaped(String text) {
        return Escape.HTML.of(text);
    }
}
