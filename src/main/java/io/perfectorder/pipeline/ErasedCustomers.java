package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The customers that were erased and their orders: what every event, and every letter, is held against before it is stored. It knows
 * pseudonyms only. Safe for many threads. ADR 0092.
 */
public final class ErasedCustomers {
    /** Nobody. */
    public static final ErasedCustomers NONE = new ErasedCustomers(
            new Pseudonyms(new byte[] {0}),
            Map.of(),
            Set.of(),
            raw -> {
                throw new IllegalStateException("nobody was erased");
            },
            (_, _) -> Optional.empty());

    private final Pseudonyms pseudonyms;
    private final Map<String, Boolean> erased;
    private final Set<String> orders;
    private final EventReader reader;
    private final LetterEraser letters;
    private final EventEraser eraser;

    /**
     * @param erased by pseudonym; whether an order has the id of the customer, so that what retracts under this subject stays there
     * @param orders the ids of their orders
     */
    public ErasedCustomers(
            Pseudonyms pseudonyms,
            Map<String, Boolean> erased,
            Collection<String> orders,
            EventReader reader,
            EventEraser eraser) {
        this.pseudonyms = pseudonyms;
        this.erased = Map.copyOf(erased);
        this.orders = ConcurrentHashMap.newKeySet();
        this.orders.addAll(orders);
        this.reader = reader;
        this.eraser = eraser;
        this.letters = new LetterEraser(eraser, this::isPersonal, ErasureRule.ofCustomer(this::nameOf));
    }

    public boolean holds(String customer) {
        return erased.containsKey(pseudonyms.of(customer));
    }

    /** The pseudonym of a customer that was erased; the id of any other. */
    public String nameOf(String customer) {
        String pseudonym = pseudonyms.of(customer);
        return erased.containsKey(pseudonym) ? pseudonym : customer;
    }

    /** From now on free text of events of these orders is overwritten. */
    public void add(Collection<String> theirOrders) {
        orders.addAll(theirOrders);
    }

    /** The event as it may be stored. */
    public Incoming entering(Incoming incoming) {
        if (erased.isEmpty()) {
            return incoming;
        }
        OrderEvent event = incoming.event();
        String subject = event.header().subject();
        return switch (event) {
            case OrderEvent.Placed placed
            when holds(placed.customerId()) -> {
                orders.add(subject);
                yield without(incoming, ErasureRule.ofOrder(this::nameOf));
            }
            case OrderEvent.CustomerRegistered _ ->
                holds(subject) ? without(incoming, ErasureRule.ofCustomer(this::nameOf)) : incoming;
            case OrderEvent.Retracted _
            when holds(subject) && !isAlsoAnOrder(subject) -> without(incoming, ErasureRule.ofCustomer(this::nameOf));
            default -> orders.contains(subject) ? without(incoming, ErasureRule.ofOrder(this::nameOf)) : incoming;
        };
    }

    /** The letter as it may be kept: of a text that is no event at all nothing is left when it names one of them. */
    public DeadLetter entering(DeadLetter letter) {
        return erased.isEmpty() ? letter : letters.erase(letter);
    }

    /** A letter that is kept already, without the customer whose id is known as long as it is being erased. */
    public DeadLetter kept(DeadLetter letter, Mentions mentions) {
        return LetterEraser.without(mentions, eraser, letters.erase(letter));
    }

    private boolean isPersonal(String text) {
        return orders.contains(text) || holds(text);
    }

    private boolean isAlsoAnOrder(String customer) {
        return erased.getOrDefault(pseudonyms.of(customer), false);
    }

    private Incoming without(Incoming incoming, ErasureRule rule) {
        byte[] raw = eraser.erase(incoming.raw(), rule).orElseThrow();
        return new Incoming(reader.read(raw), raw);
    }
}
