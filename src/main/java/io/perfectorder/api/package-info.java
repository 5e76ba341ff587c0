/** Read-only HTTP: service levels, orders and explanations. It asks the ports of the pipeline and never changes anything. */
@NullMarked
package io.perfectorder.api;

import org.jspecify.annotations.NullMarked;
