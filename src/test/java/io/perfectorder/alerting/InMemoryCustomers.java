package io.perfectorder.alerting;

import io.perfectorder.core.servicelevel.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Customers in memory, with a list of the questions. */
final class InMemoryCustomers implements CustomerCounts {
    final List<String> questions = new ArrayList<>();
    Mood mood = Mood.ANSWERS;
    private final Map<String, CustomerCount> counts = new HashMap<>();

    void set(String tier, String customer, long perfect, long due) {
        counts.put(
                customer,
                new CustomerCount(tier, customer, new Tally(due, due, due, due, due, due, due, due, perfect, 0)));
    }

    @Override
    public Mono<Set<String>> largest(long fromMinute, long toMinute, Optional<String> tier, int most) {
        Set<String> largest = new HashSet<>();
        counts.values().stream()
                .filter(count -> tier.isEmpty() || tier.get().equals(count.tier()))
                .sorted(Comparator.comparingLong(
                                (CustomerCount count) -> count.tally().due())
                        .reversed())
                .limit(most)
                .forEach(count -> largest.add(count.customer()));
        return answer("largest of " + tier.orElse("all"), largest);
    }

    @Override
    public Mono<List<CustomerCount>> counts(long fromMinute, long toMinute, Set<String> customers) {
        return answer(
                (toMinute - fromMinute) + " min",
                counts.values().stream()
                        .filter(count -> customers.contains(count.customer()))
                        .toList());
    }

    private <T> Mono<T> answer(String question, T answer) {
        return Mono.defer(() -> {
            questions.add(question);
            return mood.answer(answer);
        });
    }
}
