package io.perfectorder.security;

import java.time.Instant;

/**
 * That an account asks for a code of an app after the password.
 *
 * @param codesLeft the recovery codes that are not used yet
 */
public record Factor(AccountName account, Instant since, int codesLeft) {}
