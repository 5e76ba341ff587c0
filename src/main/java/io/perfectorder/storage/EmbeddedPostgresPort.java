package io.perfectorder.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The port of the embedded server: chosen once, remembered in a file, chosen again only when somebody took it. Seconds pass until the
 * server listens, so it lies below the range from which systems give out ports of their own accord (from 32,768 on Linux).
 */
final class EmbeddedPostgresPort {
    private static final int FIRST = 30_000;
    private static final int END = 32_768;

    private EmbeddedPostgresPort() {}

    static int choose(Path file) throws IOException {
        if (Files.exists(file)) {
            var remembered = Files.readString(file).strip();
            // A process that was killed while it wrote leaves an empty file.
            if (remembered.matches("[1-9]\\d{0,4}") && isFree(Integer.parseInt(remembered))) {
                return Integer.parseInt(remembered);
            }
        }
        var chosen = IntStream.generate(() -> RandomGenerator.getDefault().nextInt(FIRST, END))
                .limit(END - FIRST)
                .filter(EmbeddedPostgresPort::isFree)
                .findFirst()
                .orElseThrow(() -> new IOException("no port is free from " + FIRST + " to " + (END - 1)));
        Files.writeString(file, Integer.toString(chosen));
        return chosen;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
