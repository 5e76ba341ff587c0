package io.perfectorder.dashboard.parts;

import static io.perfectorder.dashboard.parts.Patch.keyed;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchTest {
    @Test
    void whatIsShown_becomesWhatIsWanted_andWhateverStaysIsTheSameElement() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Element shown = new Element("div");
            Patch.children(shown, rows(random));
            for (int step = 0; step < 5; step++) {
                Map<String, Element> before = new HashMap<>();
                shown.getChildren().forEach(row -> before.put(row.getAttribute(Patch.KEY), row));
                Element wanted = new Element("div");
                List<Element> rows = rows(random);
                rows.forEach(row -> wanted.appendChild(row));
                String expected = wanted.getOuterHTML();

                Patch.children(shown, rows);

                assertThat(shown.getOuterHTML()).as("seed %d", seed).isEqualTo(expected);
                shown.getChildren().forEach(row -> {
                    Element was = before.get(row.getAttribute(Patch.KEY));
                    assertThat(was == null || was == row || was.equals(row)).isTrue();
                });
            }
        }
    }

    @Test
    void attributesAndStylesThatAreNotWanted_areTakenAway() {
        Element shown = new Element("div");
        Element old = text("p", "big", "x").setAttribute("title", "t");
        old.getStyle().set("--at", "1%");
        Patch.children(shown, List.of(old));

        Patch.children(shown, List.of(text("p", "", "y")));

        assertThat(shown.getChild(0)).isEqualTo(old);
        assertThat(shown.getOuterHTML())
                .isEqualTo(tag("div", "", text("p", "", "y")).getOuterHTML());
    }

    @Test
    void rowsThatLookTheSame_stay_andOthersAreExchangedAsAWhole() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Element shown = new Element("tbody");
            Patch.rows(shown, rows(random));
            Map<String, Element> before = new HashMap<>();
            Map<Element, String> looked = new HashMap<>();
            shown.getChildren().forEach(row -> {
                before.put(row.getAttribute(Patch.KEY), row);
                looked.put(row, row.getOuterHTML());
            });
            List<Element> wanted = rows(random);

            Patch.rows(shown, wanted);

            List<Element> now = shown.getChildren().toList();
            assertThat(now)
                    .extracting(Element::getOuterHTML)
                    .isEqualTo(wanted.stream().map(Element::getOuterHTML).toList());
            for (int i = 0; i < now.size(); i++) {
                Element was = before.get(now.get(i).getAttribute(Patch.KEY));
                boolean same = was != null && wanted.get(i).getOuterHTML().equals(looked.get(was));
                assertThat(now.get(i)).as("seed %d", seed).isEqualTo(same ? was : wanted.get(i));
            }
        }
    }

    @Test
    void anotherTag_isAnotherElement() {
        Element shown = new Element("div");
        Patch.children(shown, List.of(text("p", "", "x")));

        Patch.children(shown, List.of(text("ul", "", "x")));

        assertThat(shown.getChildren().map(Element::getTag)).containsExactly("ul");
    }

    private static List<Element> rows(Random random) {
        List<String> keys = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
        Collections.shuffle(keys, random);
        List<Element> rows = new ArrayList<>();
        for (String key : keys.subList(0, random.nextInt(keys.size() + 1))) {
            Element row = keyed(key, tag("tr", random.nextBoolean() ? "odd" : ""));
            for (int cell = random.nextInt(3); cell >= 0; cell--) {
                row.appendChild(text(random.nextBoolean() ? "td" : "th", "", Integer.toString(random.nextInt(9))));
            }
            rows.add(row);
        }
        return rows;
    }
}
