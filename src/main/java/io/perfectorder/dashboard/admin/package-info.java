/** The page of those who administer. It is made of parts that know nothing of each other: whoever has one more adds an {@link io.perfectorder.dashboard.admin.AdminPart}. */
@NullMarked
package io.perfectorder.dashboard.admin;

import org.jspecify.annotations.NullMarked;
