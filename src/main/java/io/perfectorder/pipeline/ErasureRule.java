package io.perfectorder.pipeline;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What becomes of the personal parts of an event.
 *
 * @param customer what stands for the id of the customer in the data: a pseudonym, or the id itself
 * @param subject the same for the subject of an event that is about a customer or retracts one
 * @param mention what becomes of free text and of all that the contract does not name; without it they are overwritten whole
 */
public record ErasureRule(
        UnaryOperator<String> customer, UnaryOperator<String> subject, Optional<UnaryOperator<String>> mention) {
    /** For events about a customer that was erased. */
    public static ErasureRule ofCustomer(UnaryOperator<String> pseudonym) {
        return new ErasureRule(pseudonym, pseudonym, Optional.empty());
    }

    /** For events of an order of a customer that was erased. */
    public static ErasureRule ofOrder(UnaryOperator<String> pseudonym) {
        return new ErasureRule(pseudonym, UnaryOperator.identity(), Optional.empty());
    }

    /** For events of others, which only mention the customer. */
    public static ErasureRule ofOthers(UnaryOperator<String> text) {
        return new ErasureRule(UnaryOperator.identity(), UnaryOperator.identity(), Optional.of(text));
    }
}
