package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The stored form of a cube. Sums are not stored; they follow from the cells.
 *
 * <pre>
 * cube        = version (byte), as of (long), horizon (long), combinations, panes
 * combinations = varint count, then each: tier, region, distribution centre, carrier, channel (UTF), in this order
 * panes       = varint count, then each: minutes since the one before, the first since the horizon (varint), cells; oldest first
 * cells       = varint count, then each: place of its combination (varint), criteria met (byte), orders (varint), in this order
 * varint      = 7 bits a byte, least significant first, the high bit set in all but the last byte
 * </pre>
 */
final class CubeFormat {
    private static final byte VERSION = 1;
    private static final int MET_BITS = 8;

    private CubeFormat() {}

    static void write(DataOutput out, ServiceLevelCube cube) throws IOException {
        out.writeByte(VERSION);
        out.writeLong(cube.asOfMinute());
        out.writeLong(cube.horizonMinute());
        List<Combination> combinations = cube.combinations().sorted();
        int[] placeOfId = new int[cube.combinations().mostIds()];
        varint(out, combinations.size());
        for (int place = 0; place < combinations.size(); place++) {
            Combination combination = combinations.get(place);
            placeOfId[combination.id] = place;
            out.writeUTF(combination.tier);
            out.writeUTF(combination.region);
            out.writeUTF(combination.distributionCentre);
            out.writeUTF(combination.carrier);
            out.writeUTF(combination.channel);
        }
        List<Pane> panes = cube.panes().sorted();
        varint(out, panes.size());
        long before = cube.horizonMinute();
        for (Pane pane : panes) {
            varint(out, pane.minute() - before);
            before = pane.minute();
            cells(out, pane, placeOfId);
        }
    }

    private static void cells(DataOutput out, Pane pane, int[] placeOfId) throws IOException {
        int[] next = {0};
        long[] keys = new long[pane.size()];
        int[] orders = new int[pane.size()];
        pane.forEach((id, met, _) -> keys[next[0]++] = (long) placeOfId[id] << MET_BITS | met);
        Arrays.sort(keys);
        pane.forEach((id, met, count) ->
                orders[Arrays.binarySearch(keys, (long) placeOfId[id] << MET_BITS | met)] = count);
        varint(out, keys.length);
        for (int i = 0; i < keys.length; i++) {
            varint(out, keys[i] >>> MET_BITS);
            out.writeByte((int) keys[i]);
            varint(out, orders[i]);
        }
    }

    static ServiceLevelCube read(ByteBuffer in) throws IOException {
        try {
            return cube(in);
        } catch (BufferUnderflowException tooShort) {
            throw new IOException("cube: it ends too early", tooShort);
        }
    }

    private static ServiceLevelCube cube(ByteBuffer in) throws IOException {
        byte version = in.get();
        if (version != VERSION) {
            throw new IOException("cube: version " + version + " is not " + VERSION);
        }
        ServiceLevelCube cube = ServiceLevelCube.at(in.getLong(), in.getLong());
        int count = (int) varint(in);
        List<Combination> combinations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Dimensions dimensions = new Dimensions(utf(in), utf(in), utf(in), utf(in), "", utf(in));
            combinations.add(cube.combinations().of(dimensions));
        }
        long minute = cube.horizonMinute();
        for (long panes = varint(in); panes > 0; panes--) {
            minute += varint(in);
            Pane pane = cube.panes().of(minute);
            long cells = varint(in);
            pane.expect((int) cells);
            for (; cells > 0; cells--) {
                Combination combination = combinations.get((int) varint(in));
                int met = Byte.toUnsignedInt(in.get());
                cube.add(combination, pane, met, (int) varint(in));
            }
        }
        return cube;
    }

    private static void varint(DataOutput out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static String utf(ByteBuffer in) throws IOException {
        byte[] text = new byte[Short.BYTES + Short.toUnsignedInt(in.getShort(in.position()))];
        in.get(text);
        return new DataInputStream(new ByteArrayInputStream(text)).readUTF();
    }

    private static long varint(ByteBuffer in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IOException("cube: a number has no end");
    }
}
