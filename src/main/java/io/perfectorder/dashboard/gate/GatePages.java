package io.perfectorder.dashboard.gate;

import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.i18n.I18NProvider;
import io.perfectorder.dashboard.Preferences;
import io.perfectorder.dashboard.parts.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The pages of the gate as HTML: a form or a sentence, in the visitor's language and colours, without a script. */
@Component
class GatePages {
    /** A field of a form; {@code type} and {@code complete} are those of HTML. */
    record Field(String name, String label, String type, String complete, String value, String hint) {
        static Field hidden(String name, String value) {
            return new Field(name, "", "hidden", "off", value, "");
        }
    }

    /** A way to another page. */
    record Link(String address, String words) {}

    /**
     * {@code action} is empty for a page without a form; {@code message} for one that has nothing to complain of.
     *
     * @param parts stand above the form
     * @param links stand below it
     */
    record Page(
            String title,
            String lead,
            String message,
            List<Part> parts,
            String action,
            List<Field> fields,
            String button,
            List<Link> links) {
        Page(String title, String lead, String message, String action, List<Field> fields, String button) {
            this(title, lead, message, List.of(), action, fields, button, List.of());
        }
    }

    private final I18NProvider texts;

    GatePages(I18NProvider texts) {
        this.texts = texts;
    }

    Words words(HttpServletRequest request) {
        Locale locale = Preferences.locale(request);
        return (key, values) -> texts.getTranslation(key, locale, values);
    }

    /** Says that a page is not there, or not for this visitor. */
    void refuse(HttpServletRequest request, HttpServletResponse response, int status) throws IOException {
        if (!request.getMethod().equals("GET") || request.getParameter("v-r") != null) {
            response.sendError(status);
            return;
        }
        Words words = words(request);
        String key = status == HttpServletResponse.SC_FORBIDDEN ? "gate.not-for-you" : "gate.nothing-here";
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream()
                .write(html(request, new Page(words.say(key), "", "", "", List.of(), words.say("gate.to-board")))
                        .getBytes(StandardCharsets.UTF_8));
    }

    String html(HttpServletRequest request, Page page) {
        Words words = words(request);
        Locale locale = Preferences.locale(request);
        StringBuilder html = new StringBuilder(2_000);
        html.append("<!doctype html><html lang=\"")
                .append(locale.toLanguageTag())
                .append('"');
        ColorScheme.Value theme = Preferences.theme(request);
        if (theme != ColorScheme.Value.SYSTEM) {
            html.append(" data-theme=\"").append(theme.getValue()).append('"');
        }
        html.append(
                        "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(safe(page.title() + " · " + words.say("title")))
                .append("</title><link rel=\"icon\" type=\"image/svg+xml\" href=\"/icon.svg\">")
                .append(
                        "<link rel=\"stylesheet\" href=\"/styles/board.css\"><link rel=\"stylesheet\" href=\"/styles/gate.css\">")
                .append(
                        "</head><body class=\"gate\"><main class=\"card\"><p class=\"brand\"><span class=\"mark\" aria-hidden=\"true\"></span>")
                .append(safe(words.say("title")))
                .append("</p><h1>")
                .append(safe(page.title()))
                .append("</h1>");
        paragraph(html, "lead", page.lead());
        if (!page.message().isEmpty()) {
            html.append("<p class=\"message\" role=\"alert\">")
                    .append(safe(page.message()))
                    .append("</p>");
        }
        page.parts().forEach(part -> part.write(html));
        form(html, page);
        page.links()
                .forEach(link -> html.append("<p><a class=\"button\" href=\"")
                        .append(safe(link.address()))
                        .append("\">")
                        .append(safe(link.words()))
                        .append("</a></p>"));
        html.append("</main>");
        languages(html, request, words, locale);
        return html.append("</body></html>").toString();
    }

    private static void form(StringBuilder html, Page page) {
        if (page.action().isEmpty()) {
            html.append("<p><a class=\"button\" href=\"/\">")
                    .append(safe(page.button()))
                    .append("</a></p>");
            return;
        }
        html.append("<form method=\"post\" action=\"").append(page.action()).append("\">");
        for (Field field : page.fields()) {
            input(html, field);
        }
        html.append("<button class=\"button main\">")
                .append(safe(page.button()))
                .append("</button></form>");
    }

    private static void input(StringBuilder html, Field field) {
        boolean shown = !field.type().equals("hidden");
        if (shown) {
            html.append("<label><span>").append(safe(field.label())).append("</span>");
        }
        html.append("<input type=\"")
                .append(field.type())
                .append("\" name=\"")
                .append(field.name())
                .append("\" value=\"")
                .append(safe(field.value()))
                .append('"');
        if (shown) {
            html.append(" required autocomplete=\"").append(field.complete()).append("\" maxlength=\"256\"");
            if (field.name().equals("name")) {
                html.append(" autocapitalize=\"none\" spellcheck=\"false\"");
            }
            if (!field.hint().isEmpty()) {
                html.append(" aria-describedby=\"").append(field.name()).append("-hint\"");
            }
        }
        html.append('>');
        if (shown) {
            html.append("</label>");
        }
        if (!field.hint().isEmpty()) {
            html.append("<p class=\"hint\" id=\"")
                    .append(field.name())
                    .append("-hint\">")
                    .append(safe(field.hint()))
                    .append("</p>");
        }
    }

    private static void languages(StringBuilder html, HttpServletRequest request, Words words, Locale here) {
        html.append("<nav aria-label=\"").append(safe(words.say("language"))).append("\">");
        Map.of(Locale.ENGLISH, "English", Locale.SIMPLIFIED_CHINESE, "简体中文").entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(each -> html.append("<a href=\"")
                        .append(safe(Languages.address(request, each.getKey())))
                        .append("\" lang=\"")
                        .append(each.getKey().toLanguageTag())
                        .append("\" aria-current=\"")
                        .append(each.getKey().equals(here))
                        .append("\">")
                        .append(each.getValue())
                        .append("</a>"));
        html.append("</nav>");
    }

    private static void paragraph(StringBuilder html, String className, String text) {
        if (!text.isEmpty()) {
            html.append("<p class=\"")
                    .append(className)
                    .append("\">")
                    .append(safe(text))
                    .append("</p>");
        }
    }

    static String safe(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
