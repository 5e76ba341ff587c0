package io.perfectorder.core.order;

/** The identity of an event: {@code source} and {@code id}, 1 to 200 characters each. Compared by code point, source first. */
public record EventIdentity(String source, String id) implements Comparable<EventIdentity> {
    @Override
    public int compareTo(EventIdentity other) {
        int bySource = CodePointOrder.compare(source, other.source);
        return bySource != 0 ? bySource : CodePointOrder.compare(id, other.id);
    }
}
