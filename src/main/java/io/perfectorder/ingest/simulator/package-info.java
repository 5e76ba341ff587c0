/** A seeded, clock-free simulation of order traffic for the demonstration, for files and for load tests. */
@NullMarked
package io.perfectorder.ingest.simulator;

import org.jspecify.annotations.NullMarked;
