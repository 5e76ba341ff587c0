package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.SubjectTable;
import java.util.Arrays;

/**
 * One subject as a {@link Judge} follows it: its facts, in the bytes of {@link OrderFacts} but with room for more, and the verdict on
 * them. An event that comes is written behind the others or between them, in place; nothing is made anew while there is room. Who keeps
 * something beside it extends it. For one thread. Source: ADR 0099.
 */
public class LiveOrder implements SubjectTable.Entry {
    /** As many bytes as the rest of a usual life takes. */
    private static final int ROOM = 128;

    /** Facts of up to some fifty events. */
    private static final int SHORT = 2 << 10;

    private static final byte[] NOTHING = OrderFacts.none().bytes();

    private byte[] bytes = NOTHING;
    private int length = NOTHING.length;
    private Verdict verdict = OrderFacts.WAITING;
    private boolean judged = true;

    /** Without facts. */
    public LiveOrder() {}

    /** What is known, as a value that nothing changes. */
    public OrderFacts facts() {
        return OrderFacts.of(bytes, length);
    }

    /** Forgets the facts and takes others. */
    public void become(OrderFacts facts) {
        bytes = facts.bytes();
        length = bytes.length;
        judged = false;
    }

    /** The memory that these facts take, in bytes. */
    public int sizeBytes() {
        return OrderFacts.OBJECT_BYTES + (bytes.length + 7) / 8 * 8;
    }

    /** Whether there are facts, and of that subject. */
    @Override
    public boolean isAbout(String subject) {
        return length > 1 && FactsReader.isAbout(bytes, subject);
    }

    /** The verdict by that judge; {@code since} as in {@link UsualOrder#judge}. */
    Verdict verdict(GraceByTier grace, UsualOrder usual, int since) {
        if (length == 1) {
            return OrderFacts.WAITING;
        }
        if (!judged || since != 0) {
            Verdict usually = usual.judge(bytes, length, grace, verdict, judged ? since : EventKind.ALL);
            verdict = usually == null ? facts().judgeEvents(grace) : usually;
            judged = true;
        }
        return verdict;
    }

    /** See {@link Judge#surelyLacks}. */
    boolean surelyLacks(EventHeader header, FactsReader reader) {
        return length == 1 || (length <= SHORT && OrderFacts.placeOf(header, reader.start(bytes, length)) >= 0);
    }

    /** Adds an event; false when its identity is known already. */
    boolean add(OrderEvent event, FactsReader reader, FactsWriter writer) {
        FactsReader in = reader.start(bytes, length);
        if (length == 1) {
            insert(0, 1, writer.first(event, in));
            return true;
        }
        int place = OrderFacts.placeOf(event.header(), in);
        if (place < 0) {
            return false;
        }
        if (place == in.firstAt()) {
            bytes = facts().with(event).bytes();
            length = bytes.length;
        } else {
            insert(place, place, writer.event(event, in));
        }
        return true;
    }

    /** Puts bytes in the place of those from {@code from}, inclusive, to {@code to}, exclusive. */
    private void insert(int from, int to, FactsBytes more) {
        int after = length - (to - from) + more.length();
        if (after > bytes.length) {
            bytes = Arrays.copyOf(bytes, after + ROOM);
        }
        System.arraycopy(bytes, to, bytes, from + more.length(), length - to);
        System.arraycopy(more.array(), 0, bytes, from, more.length());
        length = after;
    }
}
