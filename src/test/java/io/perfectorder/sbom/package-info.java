/** The check of what is shipped. */
@NullMarked
package io.perfectorder.sbom;

import org.jspecify.annotations.NullMarked;
