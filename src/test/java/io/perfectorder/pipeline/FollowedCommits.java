package io.perfectorder.pipeline;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.util.context.ContextView;

/** Writes down what it hears of commits that hold something of a request that has a name in its context. */
final class FollowedCommits implements LoopWatch, CommitTrace {
    static final String KEY = "request";

    final List<String> heard = new ArrayList<>();

    private record Request(String name) implements Origin {}

    @Override
    public Origin originOf(ContextView context) {
        return context.<String>getOrEmpty(KEY).<Origin>map(Request::new).orElse(Origin.NONE);
    }

    @Override
    public CommitTrace committing(Set<Origin> origins, int events) {
        heard.add("begins " + events + " "
                + origins.stream().map(origin -> ((Request) origin).name()).collect(Collectors.toList()));
        return this;
    }

    @Override
    public void published(Snapshot snapshot) {
        if (!heard.isEmpty() && heard.getLast().equals("applied")) {
            heard.add("published " + snapshot.accepted());
        }
    }

    @Override
    public void committed(Duration took, int events) {}

    @Override
    public void applied(Duration took, long restated) {}

    @Override
    public void durable() {
        heard.add("durable");
    }

    @Override
    public void applied() {
        heard.add("applied");
    }

    @Override
    public void broken(Throwable cause) {
        heard.add("broken");
    }

    @Override
    public void within(Runnable step) {
        heard.add("within (");
        step.run();
        heard.add(")");
    }
}
