package io.perfectorder.alerting;

import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Carriers of one tier in memory, each with the same counts in every slice, and a list of the questions. */
final class InMemoryTrends implements TrendCounts {
    final List<String> questions = new ArrayList<>();
    final Map<String, Tally> carriers = new HashMap<>();
    Mood mood = Mood.ANSWERS;

    void set(String carrier, long perfect, long due) {
        carriers.put(carrier, new Tally(due, due, due, due, due, due, due, due, perfect, 0));
    }

    @Override
    public Mono<List<TrendCount>> slices(LiveWindow window, long toMinute, Scope scope, Set<String> also) {
        return Mono.defer(() -> {
            questions.add(window + " " + scope.by().key() + " " + also);
            List<TrendCount> counts = new ArrayList<>();
            carriers.forEach((carrier, tally) -> scope.groupOf("gold", carrier).ifPresent(group -> {
                for (int back = 0; back < window.slices(); back++) {
                    counts.add(new TrendCount(group, window.sliceOf(toMinute) - back, tally));
                }
            }));
            return mood.answer(counts);
        });
    }
}
