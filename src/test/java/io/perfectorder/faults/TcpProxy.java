package io.perfectorder.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The network between application and database: it passes everything on until it is told to misbehave. */
final class TcpProxy implements AutoCloseable {
    private static final Duration LAG = Duration.ofMillis(150);

    /** How the network behaves. */
    enum Weather {
        FAIR,
        /** Every piece of data is late. */
        SLOW,
        /** Connections break and new ones are refused. */
        CUT,
        /** Connections stay, nothing passes, nobody is told; those that lived through it are dead for ever. */
        HALF_OPEN
    }

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> dead = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile Weather weather = Weather.FAIR;

    TcpProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void turn(Weather next) {
        if (next == Weather.HALF_OPEN) {
            dead.addAll(open);
        }
        weather = next;
        if (next == Weather.CUT) {
            open.forEach(TcpProxy::close);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TcpProxy::close);
        threads.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (weather == Weather.CUT) {
                    close(client);
                    continue;
                }
                connect(client);
            } catch (IOException closed) {
                // The next connection has its own luck.
            }
        }
    }

    private void connect(Socket client) {
        try {
            var database = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(client);
            open.add(database);
            if (weather == Weather.HALF_OPEN) {
                dead.add(client);
                dead.add(database);
            }
            threads.execute(() -> pass(client, database));
            threads.execute(() -> pass(database, client));
        } catch (IOException refused) {
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        var piece = new byte[16_384];
        try (from;
                to) {
            int length;
            while ((length = from.getInputStream().read(piece)) >= 0) {
                if (weather == Weather.SLOW) {
                    Await.pause(LAG);
                }
                if (!dead.contains(from)) {
                    to.getOutputStream().write(piece, 0, length);
                }
            }
        } catch (IOException closed) {
            // Either side may go at any time.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
