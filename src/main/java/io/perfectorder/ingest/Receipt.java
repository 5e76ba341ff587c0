package io.perfectorder.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the events of one request. Mutable, for one request at a time. */
final class Receipt {
    private static final int MAX_PROBLEMS = 1000;

    private long accepted;
    private long duplicates;
    private long rejected;
    private final List<Received.Problem> problems = new ArrayList<>();

    /** Adds the next chunk, in the order of the body. */
    synchronized Receipt add(Received chunk) {
        accepted += chunk.accepted();
        duplicates += chunk.duplicates();
        rejected += chunk.problems().size();
        int room = Math.min(MAX_PROBLEMS - problems.size(), chunk.problems().size());
        problems.addAll(chunk.problems().subList(0, room));
        return this;
    }

    synchronized long total() {
        return accepted + duplicates + rejected;
    }

    synchronized long rejected() {
        return rejected;
    }

    synchronized String summary() {
        return "accepted=" + accepted + " duplicates=" + duplicates + " rejected=" + rejected;
    }

    /** What is known when this share of a file is done. */
    synchronized FileProgress progress(double share, Optional<Duration> left) {
        return new FileProgress(
                share,
                left,
                accepted,
                duplicates,
                rejected,
                problems.stream()
                        .limit(FileProgress.SHOWN_PROBLEMS)
                        .map(problem -> new FileProgress.Problem(problem.index(), problem.code(), problem.detail()))
                        .toList());
    }

    synchronized Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accepted", accepted);
        json.put("duplicates", duplicates);
        json.put("rejected", rejected);
        json.put("problems", problems.stream().map(Receipt::json).toList());
        return json;
    }

    private static Map<String, Object> json(Received.Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", problem.index());
        if (problem.id() != null) {
            json.put("id", problem.id());
        }
        if (problem.source() != null) {
            json.put("source", problem.source());
        }
        json.put("code", problem.code());
        json.put("detail", problem.detail());
        return json;
    }
}
