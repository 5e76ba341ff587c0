package io.perfectorder.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** The port of the embedded server: chosen once, remembered in a file, chosen again only when somebody took it. */
final class EmbeddedPostgresPort {

    private EmbeddedPostgresPort() {}

    static int choose(Path file) throws IOException {
        if (Files.exists(file)) {
            var remembered = Files.readString(file).strip();
            // A process that was killed while it wrote leaves an empty file.
            if (remembered.matches("[1-9]\\d{0,4}") && isFree(Integer.parseInt(remembered))) {
                return Integer.parseInt(remembered);
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
