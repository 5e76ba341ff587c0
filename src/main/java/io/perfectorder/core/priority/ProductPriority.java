package io.perfectorder.core.priority;

/**
 * The place of a product among all.
 *
 * @param place 1 is served first; products of equal critical value share a place and the next places are skipped
 * @param shared whether another product has the same place
 */
public record ProductPriority(Product product, int place, boolean shared) {
    /** The place as it is printed, {@code 5=} when it is shared. */
    @Override
    public String toString() {
        return shared ? place + "=" : String.valueOf(place);
    }
}
