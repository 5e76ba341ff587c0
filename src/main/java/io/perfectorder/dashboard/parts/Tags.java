package io.perfectorder.dashboard.parts;

import com.vaadin.flow.dom.Element;

/** Elements of HTML in few words. Texts are set as texts, so nothing in them is ever run. */
public final class Tags {
    private Tags() {}

    public static Element tag(String name, String className, Element... children) {
        Element element = new Element(name);
        if (!className.isEmpty()) {
            element.setAttribute("class", className);
        }
        return element.appendChild(children);
    }

    public static Element text(String name, String className, String text) {
        return tag(name, className).setText(text);
    }

    /** A name that somebody else chose: kept apart from the direction of the text around it. */
    public static Element name(String text) {
        return text("bdi", "name", text);
    }

    /** A link within the board. */
    public static Element link(String href, String className, Element... children) {
        return tag("a", className, children).setAttribute("href", href).setAttribute("router-link", true);
    }

    public static Element icon(String name) {
        return tag("span", "icon").setAttribute("aria-hidden", "true").setAttribute("data-icon", name);
    }

    /** Colour, icon and word together. {@code tone} is good, near, bad or none. */
    public static Element badge(String tone, String icon, String word) {
        return tag("span", "badge", icon(icon), text("span", "", word)).setAttribute("data-tone", tone);
    }
}
