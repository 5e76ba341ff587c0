/**
 * What people declare: rules, routes, silences and calendars in YAML, of which JSON is a part, read with the line of everything that is
 * wrong. The same text form is kept in the store and spoken by the API.
 */
@NullMarked
package io.perfectorder.alerting.declared;

import org.jspecify.annotations.NullMarked;
