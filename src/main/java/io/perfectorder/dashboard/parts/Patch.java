package io.perfectorder.dashboard.parts;

import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes elements that are shown into those that are wanted, changing only what differs: an element that stays keeps the focus, the
 * scroll position and the open list of the viewer. Children with a {@value #KEY} are known again by it, others by their place.
 * Listeners are not looked at: {@link #children} is for elements without, {@link #rows} for those with.
 */
public final class Patch {
    /** The attribute by which an element is known again among its siblings. */
    public static final String KEY = "data-key";

    private Patch() {}

    /** The element with a key. */
    public static Element keyed(String key, Element element) {
        return element.setAttribute(KEY, key);
    }

    /** Gives {@code shown} the children wanted. */
    public static void children(Element shown, List<Element> wanted) {
        exchange(shown, matched(shown.getChildren().toList(), wanted));
    }

    /**
     * Gives {@code shown} the children wanted, each with a key: one that looks the same stays as it is, with its listeners, any other is
     * exchanged as a whole. So whatever a listener goes by must show, or be in the key.
     */
    public static void rows(Element shown, List<Element> wanted) {
        Map<String, Element> byKey = new HashMap<>();
        shown.getChildren().forEach(child -> byKey.put(child.getAttribute(KEY), child));
        exchange(
                shown,
                wanted.stream()
                        .map(want -> {
                            Element there = byKey.get(want.getAttribute(KEY));
                            return there != null && there.getOuterHTML().equals(want.getOuterHTML()) ? there : want;
                        })
                        .toList());
    }

    private static void exchange(Element shown, List<Element> result) {
        Set<Element> staying = new HashSet<>(result);
        shown.getChildren().filter(child -> !staying.contains(child)).toList().forEach(Element::removeFromParent);
        arrange(shown, result);
    }

    /** For each child wanted, the one shown that has become it, or itself. */
    private static List<Element> matched(List<Element> shown, List<Element> wanted) {
        Map<String, Element> byKey = new HashMap<>();
        List<Element> unkeyed = new ArrayList<>();
        shown.forEach(child -> {
            if (child.hasAttribute(KEY)) {
                byKey.put(child.getAttribute(KEY), child);
            } else {
                unkeyed.add(child);
            }
        });
        List<Element> result = new ArrayList<>();
        int place = 0;
        for (Element want : wanted) {
            Element there;
            if (want.hasAttribute(KEY)) {
                there = byKey.remove(want.getAttribute(KEY));
            } else {
                there = place < unkeyed.size() ? unkeyed.get(place) : null;
                place++;
            }
            boolean same = there != null
                    && there.isTextNode() == want.isTextNode()
                    && tag(there).equals(tag(want));
            if (same) {
                become(Objects.requireNonNull(there), want);
            }
            result.add(same ? Objects.requireNonNull(there) : want);
        }
        return result;
    }

    private static String tag(Element element) {
        return element.isTextNode() ? "" : element.getTag();
    }

    private static void become(Element shown, Element wanted) {
        if (shown.isTextNode()) {
            if (!shown.getText().equals(wanted.getText())) {
                shown.setText(wanted.getText());
            }
            return;
        }
        names(shown, wanted).forEach(name -> {
            String value = wanted.getAttribute(name);
            if (value == null) {
                shown.removeAttribute(name);
            } else if (!value.equals(shown.getAttribute(name))) {
                shown.setAttribute(name, value);
            }
        });
        Stream.concat(shown.getStyle().getNames(), wanted.getStyle().getNames())
                .distinct()
                .toList()
                .forEach(name -> {
                    String value = wanted.getStyle().get(name);
                    if (!Objects.equals(value, shown.getStyle().get(name))) {
                        shown.getStyle().set(name, value);
                    }
                });
        children(shown, wanted.getChildren().toList());
    }

    private static List<String> names(Element shown, Element wanted) {
        return Stream.concat(shown.getAttributeNames(), wanted.getAttributeNames())
                .filter(name -> !name.equals("style"))
                .distinct()
                .toList();
    }

    /** Puts them in order, moving as few of those that are shown as can be. */
    private static void arrange(Element parent, List<Element> order) {
        Set<Element> unmoved = longestInOrder(parent, order);
        order.stream().filter(child -> !unmoved.contains(child)).forEach(Element::removeFromParent);
        for (int place = 0; place < order.size(); place++) {
            Element child = order.get(place);
            if (!unmoved.contains(child)) {
                parent.insertChild(place, child);
            }
        }
    }

    private static Set<Element> longestInOrder(Element parent, List<Element> order) {
        Map<Element, Integer> places = new HashMap<>();
        parent.getChildren().forEach(child -> places.put(child, places.size()));
        List<Element> present = order.stream().filter(places::containsKey).toList();
        int[] place = present.stream()
                .mapToInt(child -> places.getOrDefault(child, 0))
                .toArray();
        int[] length = new int[present.size()];
        int[] before = new int[present.size()];
        int best = -1;
        for (int i = 0; i < present.size(); i++) {
            length[i] = 1;
            before[i] = -1;
            for (int j = 0; j < i; j++) {
                if (place[j] < place[i] && length[j] + 1 > length[i]) {
                    length[i] = length[j] + 1;
                    before[i] = j;
                }
            }
            if (best < 0 || length[i] > length[best]) {
                best = i;
            }
        }
        Set<Element> longest = new HashSet<>();
        for (int i = best; i >= 0; i = before[i]) {
            longest.add(present.get(i));
        }
        return longest;
    }
}
