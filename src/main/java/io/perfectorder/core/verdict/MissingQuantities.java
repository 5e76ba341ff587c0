package io.perfectorder.core.verdict;

/** What is missing of each ordered line, in thousandths, while the quantities of one order are read. For one thread. */
final class MissingQuantities {
    /** Lines beyond it make an order unusual: each delivered line is looked for among the ordered ones. */
    private static final int MOST_LINES = 64;

    private final int[] numbers = new int[MOST_LINES];
    private final long[] missing = new long[MOST_LINES];
    private int lineCount;

    /**
     * Begins with the ordered lines at hand.
     *
     * @throws ArithmeticException when there are too many
     */
    void order(FactsReader in) {
        lineCount = in.varint();
        if (lineCount > MOST_LINES) {
            throw new ArithmeticException("lines: more than " + MOST_LINES);
        }
        for (int i = 0; i < lineCount; i++) {
            numbers[i] = in.varint();
            missing[i] = in.thousandths();
            in.skipCoded();
        }
    }

    /**
     * Takes the quantities at hand off what is missing, or adds them back. Looks first where lines in one order would match.
     *
     * @throws ArithmeticException when a sum does not fit a {@code long}
     */
    void settle(FactsReader in, boolean back) {
        int size = in.varint();
        for (int i = 0; i < size; i++) {
            int number = in.varint();
            long quantity = in.thousandths();
            int place = i < lineCount && numbers[i] == number ? i : placeOf(number);
            if (place < lineCount) {
                missing[place] =
                        back ? Math.addExact(missing[place], quantity) : Math.subtractExact(missing[place], quantity);
            }
        }
    }

    boolean nothing() {
        for (int i = 0; i < lineCount; i++) {
            if (missing[i] > 0) {
                return false;
            }
        }
        return true;
    }

    private int placeOf(int number) {
        int place = 0;
        while (place < lineCount && numbers[place] != number) {
            place++;
        }
        return place;
    }
}
