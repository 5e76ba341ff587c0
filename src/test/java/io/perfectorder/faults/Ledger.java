package io.perfectorder.faults;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * A producer that keeps its own books: it sends events in pieces over several connections, writes down what was acknowledged, and
 * sends again what was not. All of its counts are of events.
 */
public final class Ledger {
    private static final int SMALLEST_PIECE = 50;
    private static final int LARGEST_PIECE = 700;

    private final long total;
    private final Queue<List<String>> toSend;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();

    /** Cuts the events into pieces of different sizes, the same for the same seed. */
    public Ledger(List<String> events, long seed) {
        var random = new Random(seed);
        var pieces = new ArrayDeque<List<String>>();
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + random.nextInt(SMALLEST_PIECE, LARGEST_PIECE + 1));
            pieces.add(List.copyOf(events.subList(from, to)));
            from = to;
        }
        this.total = events.size();
        this.toSend = new ConcurrentLinkedQueue<>(pieces);
    }

    /**
     * Sends what is not acknowledged yet, each piece once, until nothing is left to try or the monitor cannot be reached.
     * {@code afterReceipt} hears how many events are acknowledged, on the thread of the connection that brought the receipt.
     */
    public void send(RunningMonitor monitor, int connections, LongConsumer afterReceipt) {
        var again = new ConcurrentLinkedQueue<List<String>>();
        var reachable = new AtomicBoolean(true);
        var all = new ArrayList<Future<?>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < connections; client++) {
                all.add(clients.submit(() -> sendUntilDone(monitor, again, reachable, afterReceipt)));
            }
        }
        toSend.addAll(again);
        for (var client : all) {
            if (client.state() == Future.State.FAILED) {
                throw new AssertionError("a client failed", client.exceptionNow());
            }
        }
    }

    /** Sends until everything is acknowledged. Between two rounds it waits for readiness, as a producer told by 503 does. */
    public void sendAll(RunningMonitor monitor, int connections) {
        while (!isComplete()) {
            monitor.awaitReady();
            send(monitor, connections, _ -> {});
        }
    }

    public boolean isComplete() {
        return acknowledged.get() == total;
    }

    public long total() {
        return total;
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /** Of the acknowledged, those that were new; the others had been stored by a piece whose answer was lost. */
    public long accepted() {
        return accepted.get();
    }

    public long duplicates() {
        return duplicates.get();
    }

    /** How many pieces were refused with 503. */
    public long refusals() {
        return refusals.get();
    }

    private void sendUntilDone(
            RunningMonitor monitor, Queue<List<String>> again, AtomicBoolean reachable, LongConsumer afterReceipt) {
        List<String> piece;
        while (reachable.get() && (piece = toSend.poll()) != null) {
            try {
                var answer = monitor.post(
                        "application/x-ndjson", HttpRequest.BodyPublishers.ofString(String.join("\n", piece)));
                if (answer.status() == 200) {
                    note(piece, answer);
                    afterReceipt.accept(acknowledged.get());
                } else if (answer.status() == 503) {
                    refusals.incrementAndGet();
                    again.add(piece);
                } else {
                    throw new AssertionError("answer " + answer);
                }
            } catch (IOException lost) {
                again.add(piece);
                reachable.set(monitor.isAlive());
            }
        }
    }

    private void note(List<String> piece, RunningMonitor.Answer answer) {
        long fresh = answer.body().path("accepted").asLong();
        long known = answer.body().path("duplicates").asLong();
        if (fresh + known != piece.size() || answer.body().path("rejected").asLong() != 0) {
            throw new AssertionError("receipt for " + piece.size() + " events: " + answer.body());
        }
        accepted.addAndGet(fresh);
        duplicates.addAndGet(known);
        acknowledged.addAndGet(piece.size());
    }

    /** A copy of the list in an order that depends only on the seed. */
    public static List<String> shuffled(List<String> events, long seed) {
        var copy = new ArrayList<>(events);
        java.util.Collections.shuffle(copy, new Random(seed));
        return copy;
    }
}
