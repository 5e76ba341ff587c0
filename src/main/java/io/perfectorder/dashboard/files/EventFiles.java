package io.perfectorder.dashboard.files;

import io.perfectorder.security.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/** Loads and replays files, one at a time for the whole process; the work goes on when the page that asked for it is left. */
public interface EventFiles {
    /**
     * Who sends a file, as the audit has it.
     *
     * @param address from where
     */
    record Sender(Caller who, String address) {}

    /** Whether this key may send events. */
    boolean allows(String key);

    /** The largest file that is taken, in bytes. */
    long largest();

    /** An empty file to receive one in; {@link #start} or {@link #discard} must follow. */
    Path receive() throws IOException;

    /** Throws away a file that was received and not started. */
    void discard(Path file);

    /**
     * Begins, and owns the file from then on. Nothing of it is taken before the audit has it.
     *
     * @param name what the viewer calls it
     * @param speed how many times as fast as it happened; empty to load as fast as it is taken
     * @return false when another file is under way; then nothing has changed
     */
    boolean start(Path file, String name, OptionalDouble speed, Sender sender);

    /** Stops the file under way. What was taken of it stays. False when there is none. */
    boolean cancel();

    /** The file under way, else the last one. */
    Optional<FileWork> newest();
}
