package io.perfectorder.ingest;

import io.perfectorder.pipeline.DeadLetter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the events of one request. Mutable, for one request at a time. */
final class Receipt {
    private static final int MAX_PROBLEMS = 1000;

    private long accepted;
    private long duplicates;
    private long rejected;
    private final List<Map<String, Object>> problems = new ArrayList<>();

    synchronized void accepted(long more) {
        accepted += more;
    }

    synchronized void duplicates(long more) {
        duplicates += more;
    }

    synchronized void rejected(long index, DeadLetter letter) {
        rejected++;
        if (problems.size() < MAX_PROBLEMS) {
            Map<String, Object> problem = new LinkedHashMap<>();
            problem.put("index", index);
            if (letter.id() != null) {
                problem.put("id", letter.id());
            }
            if (letter.source() != null) {
                problem.put("source", letter.source());
            }
            problem.put("code", letter.code());
            problem.put("detail", letter.detail());
            problems.add(problem);
        }
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

    synchronized Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accepted", accepted);
        json.put("duplicates", duplicates);
        json.put("rejected", rejected);
        json.put("problems", List.copyOf(problems));
        return json;
    }
}
