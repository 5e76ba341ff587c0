/**
 * Talks to providers of identities by OpenID Connect, and reads the tokens that they sign, with the libraries of Nimbus. It asks nobody
 * but the configured provider, and believes nothing whose signature, issuer, audience and time it has not checked.
 */
@NullMarked
package io.perfectorder.security.openid;

import org.jspecify.annotations.NullMarked;
