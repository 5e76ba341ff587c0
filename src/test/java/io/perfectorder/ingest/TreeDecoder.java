package io.perfectorder.ingest;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.Incoming;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The slow, obvious decoder that builds a tree of the whole event: the oracle of {@link EventDecoder}. */
final class TreeDecoder {
    private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(5);
    private static final List<String> PARTIES = List.of("customer", "supplier");

    private final JsonMapper lenient = mapper(false);
    private final JsonMapper json = mapper(true);

    private static JsonMapper mapper(boolean refusesDuplicates) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(64)
                                .maxNumberLength(1000)
                                .maxNameLength(EventDecoder.MAX_EVENT)
                                .maxStringLength(EventDecoder.MAX_EVENT)
                                .build())
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, refusesDuplicates)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    Decoded decode(byte[] raw, Instant now, boolean refusesFuture) {
        JsonNode event = null;
        try {
            if (raw.length > EventDecoder.MAX_EVENT) {
                throw new InvalidEvent(RejectionCode.TOO_LARGE, "too large");
            }
            checkEncoding(raw);
            event = tree(lenient, raw);
            tree(json, raw);
            if (!event.isObject()) {
                throw new InvalidEvent(RejectionCode.NOT_AN_OBJECT, "an event must be a JSON object");
            }
            checkText(event);
            return new Decoded.Valid(new Incoming(event(event, now, refusesFuture), raw));
        } catch (InvalidEvent invalid) {
            return rejected(raw, invalid.code(), invalid.detail(), event);
        } catch (StreamConstraintsException bound) {
            boolean deep = bound.getMessage().contains("nesting depth");
            return rejected(raw, deep ? RejectionCode.TOO_DEEP : RejectionCode.TOO_LARGE, bound.getMessage(), null);
        } catch (JacksonException malformed) {
            boolean twice = malformed.getMessage().contains("Duplicate");
            return rejected(
                    raw,
                    twice ? RejectionCode.DUPLICATE_FIELD : RejectionCode.MALFORMED_JSON,
                    malformed.getMessage(),
                    null);
        }
    }

    private static void checkEncoding(byte[] raw) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
            if (text.startsWith("\uFEFF") || text.indexOf('\0') >= 0 && text.indexOf('\0') < 4) {
                throw new InvalidEvent(RejectionCode.MALFORMED_JSON, "another encoding");
            }
        } catch (CharacterCodingException malformed) {
            throw new InvalidEvent(RejectionCode.INVALID_UTF_8, "not UTF-8");
        }
    }

    /** Numbers whose exponent no {@link BigDecimal} takes are JSON all the same: here they become one that is out of every range. */
    private static JsonNode tree(JsonMapper json, byte[] text) {
        JsonParser parser = new JsonParserDelegate(json.createParser(text)) {
            @Override
            public BigDecimal getDecimalValue() {
                try {
                    return new BigDecimal(delegate.getString());
                } catch (NumberFormatException exponentBeyondInt) {
                    return new BigDecimal("1e2000000000");
                }
            }

            @Override
            public Number getNumberValue() {
                return getDecimalValue();
            }
        };
        JsonNode tree = json.readTree(parser);
        if (tree == null || tree.isMissingNode() || parser.nextToken() != null) {
            throw new InvalidEvent(RejectionCode.MALFORMED_JSON, "nothing, or something after the value");
        }
        return tree;
    }

    private static Decoded rejected(byte[] raw, RejectionCode code, String detail, @Nullable JsonNode event) {
        return new Decoded.Invalid(
                code, new DeadLetter(raw, code.key(), detail, readable(event, "source"), readable(event, "id")));
    }

    private static @Nullable String readable(@Nullable JsonNode event, String name) {
        JsonNode node = event == null ? null : event.get(name);
        return node != null && node.isString() && node.stringValue().length() <= 1000 ? node.stringValue() : null;
    }

    /** PostgreSQL takes neither U+0000 nor half a surrogate pair in a text. */
    private static void checkText(JsonNode node) {
        if (node.isString()) {
            String text = node.stringValue();
            if (text.indexOf('\0') >= 0 || hasUnpairedSurrogate(text)) {
                throw new InvalidEvent(RejectionCode.INVALID_TEXT, "a text holds U+0000 or an unpaired surrogate");
            }
        }
        for (JsonNode child : node) {
            checkText(child);
        }
        node.propertyNames().forEach(name -> {
            if (name.indexOf('\0') >= 0 || hasUnpairedSurrogate(name)) {
                throw new InvalidEvent(
                        RejectionCode.INVALID_TEXT, "a field name holds U+0000 or an unpaired surrogate");
            }
        });
    }

    private static boolean hasUnpairedSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static OrderEvent event(JsonNode event, Instant now, boolean refusesFuture) {
        TreeFields envelope = new TreeFields(event, RejectionCode.INVALID_ATTRIBUTE, "");
        String version = envelope.text("specversion", 10);
        if (!version.equals("1.0")) {
            throw envelope.wrong("specversion", "is '" + version + "'; allowed: 1.0");
        }
        EventIdentity identity = new EventIdentity(envelope.text("source", 200), envelope.text("id", 200));
        String type = envelope.text("type", 1000);
        String subject = envelope.text("subject", 100);
        Instant time = envelope.instant("time");
        String contentType = envelope.optionalText("datacontenttype", 200);
        if (contentType != null
                && !contentType
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals("application/json")) {
            throw envelope.wrong("datacontenttype", "is '" + contentType + "'; allowed: application/json");
        }
        if (refusesFuture && time.isAfter(now.plus(TOLERATED_AHEAD))) {
            throw new InvalidEvent(RejectionCode.TIME_IN_FUTURE, "time is more than 5 minutes ahead of the clock");
        }
        JsonNode data = event.get("data");
        TreeFields fields = new TreeFields(data == null ? event : data, RejectionCode.INVALID_DATA, "data.");
        EventHeader header = new EventHeader(identity, subject, time);
        if (!TYPES.contains(type)) {
            throw new InvalidEvent(
                    RejectionCode.UNKNOWN_TYPE, "type is '" + type + "'; allowed: " + String.join(", ", TYPES));
        }
        if (data == null || !data.isObject()) {
            throw new InvalidEvent(RejectionCode.INVALID_DATA, "data must be an object");
        }
        return event(type, header, fields);
    }

    private static final List<String> TYPES = List.of(
            "order.placed",
            "order.amended",
            "order.cancelled",
            "delivery.dispatched",
            "delivery.estimated",
            "delivery.completed",
            "goods.damaged",
            "goods.returned",
            "document.disputed",
            "complaint.opened",
            "complaint.resolved",
            "customer.registered",
            "event.retracted");

    private static OrderEvent event(String type, EventHeader header, TreeFields data) {
        return switch (type) {
            case "order.placed" -> placed(header, data);
            case "order.amended" -> amended(header, data);
            case "order.cancelled" -> {
                data.freeText("reason");
                yield new OrderEvent.Cancelled(header, party(data, "by"));
            }
            case "delivery.dispatched" -> {
                if (data.has("lines")) {
                    data.lineQuantities();
                }
                yield new OrderEvent.Dispatched(
                        header,
                        data.text("deliveryId", 100),
                        data.optionalText("carrier", 100),
                        data.optionalText("distributionCentre", 100),
                        data.optionalInstant("estimatedArrival"));
            }
            case "delivery.estimated" ->
                new OrderEvent.Estimated(header, data.text("deliveryId", 100), data.instant("estimatedArrival"));
            case "delivery.completed" -> {
                data.freeText("proofOfDelivery");
                yield new OrderEvent.Delivered(
                        header, data.text("deliveryId", 100), data.lineQuantities(), data.optionalText("carrier", 100));
            }
            case "goods.damaged" -> {
                data.freeText("description");
                Integer line = data.has("line") ? data.lineNumber() : null;
                Quantity quantity = data.has("quantity") ? data.quantity() : null;
                yield new OrderEvent.GoodsDamaged(header, data.optionalText("deliveryId", 100), line, quantity);
            }
            case "goods.returned" ->
                new OrderEvent.GoodsReturned(
                        header, data.optionalText("deliveryId", 100), data.lineQuantities(), returnReason(data));
            case "document.disputed" -> {
                data.freeText("reason");
                yield new OrderEvent.DocumentDisputed(
                        header,
                        data.oneOf(
                                "document",
                                List.of(
                                        "invoice",
                                        "packing-list",
                                        "delivery-note",
                                        "bill-of-lading",
                                        "certificate",
                                        "other")));
            }
            case "complaint.opened" -> {
                data.freeText("description");
                yield new OrderEvent.ComplaintOpened(
                        header,
                        data.text("complaintId", 100),
                        data.oneOf(
                                "category",
                                List.of("late", "missing", "damaged", "wrong-item", "documents", "service", "other")));
            }
            case "complaint.resolved" -> {
                data.freeText("resolution");
                yield new OrderEvent.ComplaintResolved(header, data.text("complaintId", 100));
            }
            case "customer.registered" ->
                new OrderEvent.CustomerRegistered(
                        header,
                        data.text("name", 2000),
                        data.optionalText("tier", 100),
                        data.optionalText("region", 100));
            case "event.retracted" -> {
                data.freeText("reason");
                yield new OrderEvent.Retracted(
                        header, new EventIdentity(data.text("retractedSource", 200), data.text("retractedId", 200)));
            }
            default -> throw new InvalidEvent(RejectionCode.UNKNOWN_TYPE, "type is '" + type + "'");
        };
    }

    private static OrderEvent placed(EventHeader header, TreeFields data) {
        String currency = data.optionalText("currency", 100);
        if (currency != null
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(c -> c.getCurrencyCode().equals(currency))) {
            throw data.wrong("currency", "is '" + currency + "'; allowed: an ISO 4217 code such as EUR");
        }
        Instant from = data.optionalInstant("promisedFrom");
        Instant by = data.instant("promisedBy");
        checkWindow(data, from, by);
        return new OrderEvent.Placed(
                header,
                data.text("customerId", 100),
                data.optionalText("tier", 100),
                data.optionalText("region", 100),
                data.optionalText("distributionCentre", 100),
                data.optionalText("carrier", 100),
                data.optionalText("channel", 100),
                from,
                by,
                data.orderLines());
    }

    private static OrderEvent amended(EventHeader header, TreeFields data) {
        data.freeText("reason");
        Instant from = data.optionalInstant("promisedFrom");
        Instant by = data.optionalInstant("promisedBy");
        checkWindow(data, from, by);
        return new OrderEvent.Amended(
                header, from, by, data.has("lines") ? data.orderLines() : null, party(data, "agreedBy"));
    }

    private static void checkWindow(TreeFields data, @Nullable Instant from, @Nullable Instant by) {
        if (from != null && by != null && !from.isBefore(by)) {
            throw data.wrong("promisedFrom", "must be before promisedBy");
        }
    }

    private static Party party(TreeFields data, String name) {
        return data.oneOf(name, PARTIES).equals("customer") ? Party.CUSTOMER : Party.SUPPLIER;
    }

    private static ReturnReason returnReason(TreeFields data) {
        return switch (data.oneOf("reason", List.of("damaged", "defective", "wrong-item", "unwanted"))) {
            case "damaged" -> ReturnReason.DAMAGED;
            case "defective" -> ReturnReason.DEFECTIVE;
            case "wrong-item" -> ReturnReason.WRONG_ITEM;
            default -> ReturnReason.UNWANTED;
        };
    }
}
