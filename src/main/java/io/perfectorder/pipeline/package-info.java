/**
 * The reactive spine: bounded intake, group commit, the single writer of monitor state, recovery and the snapshot feed. It knows
 * neither HTTP nor SQL; storage is behind its ports.
 */
@NullMarked
package io.perfectorder.pipeline;

import org.jspecify.annotations.NullMarked;
