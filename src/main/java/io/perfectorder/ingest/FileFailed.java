package io.perfectorder.ingest;

/** A file of events that could not be read, or not be taken, to its end. The message names the file and the reason. */
public final class FileFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FileFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
