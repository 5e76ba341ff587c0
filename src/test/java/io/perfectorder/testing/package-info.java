/** Generators and oracles for tests: made-up events, and a slow reading of the contract to judge them by. */
@NullMarked
package io.perfectorder.testing;

import org.jspecify.annotations.NullMarked;
