package io.perfectorder.engines;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** How Kafka Streams keeps what it is given: hand-written bytes, since a user who cares would not use JSON. */
final class MessageSerde {
    static final Serde<OrderMessage> MESSAGE = of(MessageSerde::write, MessageSerde::message);
    static final Serde<OrderState> STATE = of(MessageSerde::write, MessageSerde::state);
    static final Serde<PaneDelta> DELTA = of(MessageSerde::write, MessageSerde::delta);
    static final Serde<long[]> COUNTS = of(MessageSerde::write, MessageSerde::counts);

    private static final OrderMessage.Type[] TYPES = OrderMessage.Type.values();

    private MessageSerde() {}

    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> Serde<T> of(Writer<T> writer, Reader<T> reader) {
        return Serdes.serdeFrom(
                (_, value) -> value == null ? null : bytes(writer, value),
                (_, bytes) -> bytes == null ? null : value(reader, bytes));
    }

    private static <T> byte[] bytes(Writer<T> writer, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static <T> T value(Reader<T> reader, byte[] bytes) {
        try {
            return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(DataOutputStream out, OrderMessage m) throws IOException {
        out.writeByte(m.type.ordinal());
        out.writeUTF(m.orderId);
        out.writeUTF(m.source);
        out.writeUTF(m.id);
        out.writeLong(m.time);
        text(out, m.tier);
        text(out, m.region);
        text(out, m.centre);
        text(out, m.carrier);
        text(out, m.deliveryId);
        text(out, m.reason);
        text(out, m.retractedSource);
        text(out, m.retractedId);
        out.writeLong(m.promisedFrom);
        out.writeLong(m.promisedBy);
        out.writeBoolean(m.byCustomer);
        out.writeInt(m.lines.length);
        for (int i = 0; i < m.lines.length; i++) {
            out.writeInt(m.lines[i]);
            out.writeLong(m.quantities[i]);
        }
    }

    private static OrderMessage message(DataInputStream in) throws IOException {
        OrderMessage m = new OrderMessage();
        m.type = TYPES[in.readByte()];
        m.orderId = in.readUTF();
        m.source = in.readUTF();
        m.id = in.readUTF();
        m.time = in.readLong();
        m.tier = text(in);
        m.region = text(in);
        m.centre = text(in);
        m.carrier = text(in);
        m.deliveryId = text(in);
        m.reason = text(in);
        m.retractedSource = text(in);
        m.retractedId = text(in);
        m.promisedFrom = in.readLong();
        m.promisedBy = in.readLong();
        m.byCustomer = in.readBoolean();
        m.lines = new int[in.readInt()];
        m.quantities = new long[m.lines.length];
        for (int i = 0; i < m.lines.length; i++) {
            m.lines[i] = in.readInt();
            m.quantities[i] = in.readLong();
        }
        return m;
    }

    private static void write(DataOutputStream out, OrderState state) throws IOException {
        out.writeInt(state.messages.size());
        for (OrderMessage message : state.messages) {
            write(out, message);
        }
        Judgement judged = state.judgement;
        out.writeBoolean(judged != null);
        if (judged != null) {
            out.writeUTF(judged.tier());
            out.writeUTF(judged.region());
            out.writeUTF(judged.centre());
            out.writeUTF(judged.carrier());
            out.writeLong(judged.minute());
            out.writeInt(judged.met());
        }
    }

    private static OrderState state(DataInputStream in) throws IOException {
        OrderState state = new OrderState();
        int size = in.readInt();
        state.messages = new ArrayList<>(size + 1);
        for (int i = 0; i < size; i++) {
            state.messages.add(message(in));
        }
        if (in.readBoolean()) {
            state.judgement =
                    new Judgement(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readLong(), in.readInt());
        }
        return state;
    }

    private static void write(DataOutputStream out, PaneDelta delta) throws IOException {
        out.writeUTF(delta.dimension);
        out.writeUTF(delta.value);
        out.writeLong(delta.minute);
        out.writeInt(delta.met);
        out.writeInt(delta.orders);
    }

    private static PaneDelta delta(DataInputStream in) throws IOException {
        return new PaneDelta(in.readUTF(), in.readUTF(), in.readLong(), in.readInt(), in.readInt());
    }

    private static void write(DataOutputStream out, long[] counts) throws IOException {
        for (long count : counts) {
            out.writeLong(count);
        }
    }

    private static long[] counts(DataInputStream in) throws IOException {
        long[] counts = new long[Totals.COUNTS];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readLong();
        }
        return counts;
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
