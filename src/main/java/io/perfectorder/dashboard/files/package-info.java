/** Files of events that a viewer loads or replays. What is done with a file is behind {@link EventFiles}; nothing here reads one. */
@NullMarked
package io.perfectorder.dashboard.files;

import org.jspecify.annotations.NullMarked;
