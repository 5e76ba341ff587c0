package io.perfectorder.storage;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of the embedded server. Values must not hold a space: they go through a shell. */
final class EmbeddedPostgresSettings {

    private EmbeddedPostgresSettings() {}

    static Map<String, String> all() {
        var settings = new LinkedHashMap<String, String>();
        // The library switches fsync off with -F; acknowledged events must survive a crash.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");

        settings.put("listen_addresses", "127.0.0.1");
        // No socket in the shared /tmp: one that a killed server of another user left for the same port stops this one.
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", "60");

        // One log file a weekday, emptied when the weekday comes again; no statement and no key of a customer in it.
        settings.put("logging_collector", "on");
        settings.put("log_directory", "log");
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_checkpoints", "off");
        return settings;
    }
}
