package io.perfectorder.ingest;

import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** The {@code lines} of an event: ordered ones with their product, or quantities of them. Line numbers are unique. */
final class EventLines {
    private static final int MOST = 1000;
    private static final int LINE = 1;
    private static final int QUANTITY = 2;
    private static final int SKU = 4;
    private static final int PRICE = 8;
    private static final int COMPARED_ONE_BY_ONE = 16;

    private final EventJson json;
    private final EventFields data;
    private final boolean ordered;
    private final List<OrderLine> orderLines = new ArrayList<>(4);
    private final List<LineQuantity> quantities = new ArrayList<>(4);
    private int count;

    EventLines(EventJson json, EventFields data, boolean ordered) {
        this.json = json;
        this.data = data;
        this.ordered = ordered;
    }

    List<OrderLine> ordered() {
        return orderLines;
    }

    List<LineQuantity> quantities() {
        return quantities;
    }

    /** Reads the array that the current token begins. */
    void read() {
        if (!json.is(JsonToken.START_ARRAY)) {
            data.wrong("lines", "must be a list of 1 to " + MOST + " lines");
            return;
        }
        while (json.next() != JsonToken.END_ARRAY) {
            if (!json.is(JsonToken.START_OBJECT)) {
                data.wrong("lines[" + count + "]", "must be an object");
            } else if (count < MOST) {
                data.inLine(count);
                readLine();
                data.inLine(-1);
            } else {
                json.skip();
            }
            count++;
        }
        if (count < 1 || count > MOST) {
            data.wrong("lines", "holds " + count + " lines; allowed: 1 to " + MOST);
        }
        checkUnique();
    }

    private void readLine() {
        int seen = 0;
        FieldNames unknown = null;
        int line = 0;
        String sku = null;
        Quantity quantity = null;
        while (json.nextField()) {
            String name = json.name();
            int bit = bitOf(name);
            boolean given = !json.is(JsonToken.VALUE_NULL);
            if (bit == 0) {
                unknown = unknown == null ? new FieldNames() : unknown;
                if (!unknown.add(name)) {
                    json.noteTwice();
                }
                json.skip();
            } else if ((seen & bit) != 0) {
                json.noteTwice();
                json.skip();
            } else if (given) {
                switch (bit) {
                    case LINE -> line = data.lineNumber(name);
                    case QUANTITY -> quantity = data.quantity(name);
                    case SKU -> sku = data.text(name, 100, true);
                    default -> checkPrice();
                }
            }
            seen |= bit;
        }
        add(line, sku, quantity);
    }

    /** The bit of a field that is read; 0 for an unknown one. */
    private int bitOf(String name) {
        return switch (name) {
            case "line" -> LINE;
            case "quantity" -> QUANTITY;
            case "sku" -> ordered ? SKU : 0;
            case "unitPrice" -> ordered ? PRICE : 0;
            default -> 0;
        };
    }

    private void checkPrice() {
        if (!json.is(JsonToken.VALUE_NUMBER_INT) && !json.is(JsonToken.VALUE_NUMBER_FLOAT)) {
            data.wrong("unitPrice", "must be a number");
        }
    }

    private void add(int line, @Nullable String sku, @Nullable Quantity quantity) {
        if (line == 0) {
            data.wrong("line", "is missing");
        } else if (quantity == null) {
            data.wrong("quantity", "is missing");
        } else if (!ordered) {
            quantities.add(new LineQuantity(line, quantity));
        } else if (sku == null) {
            data.wrong("sku", "is missing");
        } else {
            orderLines.add(new OrderLine(line, sku, quantity));
        }
    }

    private void checkUnique() {
        int read = ordered ? orderLines.size() : quantities.size();
        if (read <= COMPARED_ONE_BY_ONE) {
            for (int i = 1; i < read; i++) {
                for (int k = 0; k < i; k++) {
                    checkDifferent(number(i), number(k));
                }
            }
            return;
        }
        int[] numbers = new int[read];
        Arrays.setAll(numbers, this::number);
        Arrays.sort(numbers);
        for (int i = 1; i < read; i++) {
            checkDifferent(numbers[i], numbers[i - 1]);
        }
    }

    private int number(int index) {
        return ordered ? orderLines.get(index).line() : quantities.get(index).line();
    }

    private void checkDifferent(int one, int other) {
        if (one == other) {
            data.wrong("lines", "hold line " + one + " twice; line numbers are unique in an event");
        }
    }
}
