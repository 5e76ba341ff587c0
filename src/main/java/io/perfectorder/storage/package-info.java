/**
 * PostgreSQL behind the ports of the pipeline and of alerting, by hand-written SQL over R2DBC, and the embedded server. It never judges an order.
 */
@NullMarked
package io.perfectorder.storage;

import org.jspecify.annotations.NullMarked;
