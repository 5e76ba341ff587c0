package io.perfectorder.ingest;

import static io.perfectorder.ingest.DataField.*;
import static io.perfectorder.ingest.FieldRule.optional;
import static io.perfectorder.ingest.FieldRule.required;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.ingest.FieldRule.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of types of the event contract, version 1: the fields of their data and the event they make. */
enum EventType {
    ORDER_PLACED(
            "order.placed",
            EventType::placed,
            required(CUSTOMER_ID, Kind.ID),
            optional(TIER, Kind.LABEL),
            optional(REGION, Kind.LABEL),
            optional(DISTRIBUTION_CENTRE, Kind.LABEL),
            optional(CARRIER, Kind.LABEL),
            optional(CHANNEL, Kind.LABEL),
            optional(PROMISED_FROM, Kind.INSTANT),
            required(PROMISED_BY, Kind.INSTANT),
            required(LINES, Kind.ORDER_LINES),
            optional(CURRENCY, Kind.CURRENCY)),
    ORDER_AMENDED(
            "order.amended",
            (header, data) -> new OrderEvent.Amended(
                    header,
                    data.instantOrNull(PROMISED_FROM),
                    data.instantOrNull(PROMISED_BY),
                    data.orderLinesOrNull(),
                    data.get(AGREED_BY, Party.class)),
            optional(PROMISED_FROM, Kind.INSTANT),
            optional(PROMISED_BY, Kind.INSTANT),
            optional(LINES, Kind.ORDER_LINES),
            required(AGREED_BY, Kind.PARTY),
            optional(REASON, Kind.FREE_TEXT)),
    ORDER_CANCELLED(
            "order.cancelled",
            (header, data) -> new OrderEvent.Cancelled(header, data.get(BY, Party.class)),
            required(BY, Kind.PARTY),
            optional(REASON, Kind.FREE_TEXT)),
    DELIVERY_DISPATCHED(
            "delivery.dispatched",
            (header, data) -> new OrderEvent.Dispatched(
                    header,
                    data.text(DELIVERY_ID),
                    data.textOrNull(CARRIER),
                    data.textOrNull(DISTRIBUTION_CENTRE),
                    data.instantOrNull(ESTIMATED_ARRIVAL)),
            required(DELIVERY_ID, Kind.ID),
            optional(CARRIER, Kind.LABEL),
            optional(DISTRIBUTION_CENTRE, Kind.LABEL),
            optional(ESTIMATED_ARRIVAL, Kind.INSTANT),
            optional(LINES, Kind.LINE_QUANTITIES)),
    DELIVERY_ESTIMATED(
            "delivery.estimated",
            (header, data) -> new OrderEvent.Estimated(header, data.text(DELIVERY_ID), data.instant(ESTIMATED_ARRIVAL)),
            required(DELIVERY_ID, Kind.ID),
            required(ESTIMATED_ARRIVAL, Kind.INSTANT)),
    DELIVERY_COMPLETED(
            "delivery.completed",
            (header, data) -> new OrderEvent.Delivered(
                    header, data.text(DELIVERY_ID), data.lineQuantities(), data.textOrNull(CARRIER)),
            required(DELIVERY_ID, Kind.ID),
            required(LINES, Kind.LINE_QUANTITIES),
            optional(CARRIER, Kind.LABEL),
            optional(PROOF_OF_DELIVERY, Kind.FREE_TEXT)),
    GOODS_DAMAGED(
            "goods.damaged",
            (header, data) -> new OrderEvent.GoodsDamaged(
                    header, data.textOrNull(DELIVERY_ID), data.lineNumberOrNull(), data.quantityOrNull()),
            optional(DELIVERY_ID, Kind.ID),
            optional(LINE, Kind.LINE_NUMBER),
            optional(QUANTITY, Kind.QUANTITY),
            optional(DESCRIPTION, Kind.FREE_TEXT)),
    GOODS_RETURNED(
            "goods.returned",
            (header, data) -> new OrderEvent.GoodsReturned(
                    header, data.textOrNull(DELIVERY_ID), data.lineQuantities(), data.get(REASON, ReturnReason.class)),
            optional(DELIVERY_ID, Kind.ID),
            required(LINES, Kind.LINE_QUANTITIES),
            required(REASON, Kind.RETURN_REASON)),
    DOCUMENT_DISPUTED(
            "document.disputed",
            (header, data) -> new OrderEvent.DocumentDisputed(header, data.text(DOCUMENT)),
            required(DOCUMENT, Kind.DOCUMENT),
            optional(REASON, Kind.FREE_TEXT)),
    COMPLAINT_OPENED(
            "complaint.opened",
            (header, data) -> new OrderEvent.ComplaintOpened(header, data.text(COMPLAINT_ID), data.text(CATEGORY)),
            required(COMPLAINT_ID, Kind.ID),
            required(CATEGORY, Kind.COMPLAINT_CATEGORY),
            optional(DESCRIPTION, Kind.FREE_TEXT)),
    COMPLAINT_RESOLVED(
            "complaint.resolved",
            (header, data) -> new OrderEvent.ComplaintResolved(header, data.text(COMPLAINT_ID)),
            required(COMPLAINT_ID, Kind.ID),
            optional(RESOLUTION, Kind.FREE_TEXT)),
    CUSTOMER_REGISTERED(
            "customer.registered",
            (header, data) -> new OrderEvent.CustomerRegistered(
                    header, data.text(NAME), data.textOrNull(TIER), data.textOrNull(REGION)),
            required(NAME, Kind.NAME),
            optional(TIER, Kind.LABEL),
            optional(REGION, Kind.LABEL)),
    EVENT_RETRACTED(
            "event.retracted",
            (header, data) -> new OrderEvent.Retracted(
                    header, new EventIdentity(data.text(RETRACTED_SOURCE), data.text(RETRACTED_ID))),
            required(RETRACTED_SOURCE, Kind.IDENTITY),
            required(RETRACTED_ID, Kind.IDENTITY),
            optional(REASON, Kind.FREE_TEXT));

    private static final Map<String, EventType> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::key, Function.identity()));

    private final String key;
    // None of the three is changed once a type is made: functions without state, a copied list, and a filled array.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<EventHeader, EventFields, OrderEvent> maker;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<FieldRule> rules;

    @SuppressWarnings("ImmutableEnumChecker")
    private final @Nullable FieldRule[] byField = new FieldRule[DataField.COUNT];

    EventType(String key, BiFunction<EventHeader, EventFields, OrderEvent> maker, FieldRule... rules) {
        this.key = key;
        this.maker = maker;
        this.rules = List.of(rules);
        for (FieldRule rule : rules) {
            byField[rule.field().place()] = rule;
        }
    }

    String key() {
        return key;
    }

    List<FieldRule> rules() {
        return rules;
    }

    /** How this type reads the field; {@code null} when it does not. */
    @Nullable
    FieldRule ruleOf(DataField field) {
        return byField[field.place()];
    }

    /** The event; only of data without a flaw. */
    OrderEvent make(EventHeader header, EventFields data) {
        return maker.apply(header, data);
    }

    static @Nullable EventType ofKey(String key) {
        return BY_KEY.get(key);
    }

    static String allowed() {
        return Arrays.stream(values()).map(EventType::key).collect(Collectors.joining(", "));
    }

    private static OrderEvent placed(EventHeader header, EventFields data) {
        return new OrderEvent.Placed(
                header,
                data.text(CUSTOMER_ID),
                data.textOrNull(TIER),
                data.textOrNull(REGION),
                data.textOrNull(DISTRIBUTION_CENTRE),
                data.textOrNull(CARRIER),
                data.textOrNull(CHANNEL),
                data.instantOrNull(PROMISED_FROM),
                data.instant(PROMISED_BY),
                data.orderLines());
    }
}
