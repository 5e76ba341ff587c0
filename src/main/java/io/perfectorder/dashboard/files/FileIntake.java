package io.perfectorder.dashboard.files;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Receives one file on the thread of its request, piece by piece, never more than {@link EventFiles#largest}. The browser shows the
 * viewer what an answer that is not a success means.
 */
final class FileIntake implements UploadHandler {
    private static final int PIECE = 64 << 10;

    /** What happens with a file that is there; false when it is not wanted after all. */
    @FunctionalInterface
    interface Received {
        boolean file(Path file, String name);
    }

    private final EventFiles files;
    private final Received received;

    FileIntake(EventFiles files, Received received) {
        this.files = files;
        this.received = received;
    }

    @Override
    public void handleUploadRequest(UploadEvent event) throws IOException {
        Path file = files.receive();
        boolean kept = false;
        try (InputStream in = event.getInputStream()) {
            if (copy(in, file)) {
                kept = received.file(file, event.getFileName());
            }
        } finally {
            if (!kept) {
                files.discard(file);
            }
        }
        if (!kept) {
            event.reject();
        }
    }

    /** The body is no multipart, so Vaadin's own limits do not see its size; {@link #copy} does. */
    @Override
    public long getRequestSizeMax() {
        return -1;
    }

    @Override
    public long getFileSizeMax() {
        return -1;
    }

    private boolean copy(InputStream in, Path file) throws IOException {
        byte[] piece = new byte[PIECE];
        long taken = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                taken += count;
                if (taken > files.largest()) {
                    return false;
                }
                out.write(piece, 0, count);
            }
        }
        return true;
    }
}
