/**
 * What happens when things are killed, frozen or cut: the packaged application as a real process, a real PostgreSQL, and a client
 * that keeps its own ledger. Never looks inside the process. Which test shows which fault is listed in src/docs/faults.md.
 */
@NullMarked
package io.perfectorder.faults;

import org.jspecify.annotations.NullMarked;
