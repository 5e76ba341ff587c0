package io.perfectorder.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for a server that is started a little later. They lie below the range from which systems give out ports of their own accord, so
 * that what starts meanwhile, such as a database, does not take one; and none is given out twice by one process.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int COUNT = 15_000;

    /** Processes begin at different places. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 61 % COUNT));

    private FreePort() {}

    public static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket server = new ServerSocket(port)) {
            return server.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
