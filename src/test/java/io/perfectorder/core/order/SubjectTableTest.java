package io.perfectorder.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.Laws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectTableTest {
    private record Named(String name) implements SubjectTable.Entry {
        @Override
        public boolean isAbout(String subject) {
            return name.equals(subject);
        }
    }

    private record Step(boolean removes, String subject) {}

    @Test
    void after_every_step_it_holds_what_a_map_would() {
        Laws.hold(60, SubjectTableTest::steps, (seed, steps) -> {
            SubjectTable<Named> table = new SubjectTable<>(seed);
            Map<String, Named> model = new HashMap<>();
            for (Step step : steps) {
                String subject = step.subject();
                if (step.removes()) {
                    assertThat(table.remove(subject)).isSameAs(model.remove(subject));
                } else if (!model.containsKey(subject)) {
                    Named entry = new Named(subject);
                    table.put(subject, entry);
                    model.put(subject, entry);
                }
                assertThat(table.get(subject)).isSameAs(model.get(subject));
                assertThat(table.size()).isEqualTo(model.size());
            }
            model.forEach((subject, entry) -> assertThat(table.get(subject)).isSameAs(entry));
            List<Named> all = new ArrayList<>();
            table.forEach(all::add);
            assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
        });
    }

    /** Rarely more removals than puts, from so few subjects that many are put again. */
    private static List<Step> steps(long seed) {
        Random random = new Random(seed);
        int subjects = 20 + random.nextInt(2_000);
        int removals = random.nextInt(6);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            steps.add(new Step(random.nextInt(10) < removals, "o-" + random.nextInt(subjects)));
        }
        return steps;
    }
}
