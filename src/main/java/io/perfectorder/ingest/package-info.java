/** Decodes and checks what comes in, over HTTP and from files, and hands it to the intake. It never judges or stores an order. */
@NullMarked
package io.perfectorder.ingest;

import org.jspecify.annotations.NullMarked;
