/**
 * Who may do what: roles and their permissions, the routes and the permission that each needs, the configured keys, the accounts of people
 * with their passwords and sessions, and the links of walls. It knows neither HTTP nor pages: the rooms that have doors ask it, and
 * whatever it does not name is refused.
 */
@NullMarked
package io.perfectorder.security;

import org.jspecify.annotations.NullMarked;
