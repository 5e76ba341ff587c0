package io.perfectorder.security;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps accounts, their passwords' hashes, the links that set a password once, and log-ins that failed. */
public interface Accounts {
    /** At most a thousand, by name. */
    Mono<List<Account>> all();

    Mono<Account> find(AccountName name);

    /** The hash of the password of a usable account; empty for any other. */
    Mono<String> passwordOf(AccountName name);

    /** Whether somebody can administer. */
    Mono<Boolean> administered();

    /** Makes an account that has no password yet; false when the name is taken. */
    Mono<Boolean> add(AccountName name, Role role, ViewScope scope, Instant now);

    /** One that may see everything. */
    default Mono<Boolean> add(AccountName name, Role role, Instant now) {
        return add(name, role, ViewScope.ALL, now);
    }

    /** False, and nothing changed, when there is no such account or it is no viewer and the scope is not everything. */
    Mono<Boolean> changeScope(AccountName name, ViewScope scope);

    /**
     * The account of somebody whom a provider knows, with this role from now on; made when there is none. Empty when it is disabled. It keeps
     * its name when the provider calls him otherwise one day.
     */
    Mono<AccountName> greet(Identity identity, Role role, Instant now);

    /** False, and nothing changed, when there is no such account or nobody would be left to administer. */
    Mono<Boolean> change(AccountName name, Role role, boolean disabled, Instant now);

    /** Sets the password of an account that is there. */
    Mono<Boolean> setPassword(AccountName name, String hash, Instant now);

    /** Makes the administrator, unless somebody can administer already; takes over an account of that name. */
    Mono<Boolean> addAdministrator(AccountName name, String hash, Instant now);

    /** Keeps the one link of an account in place of an older one; that for the first administrator has no name. */
    Mono<Void> keepLink(Invited invited, KeyHash link, Instant expiresAt);

    Mono<Invited> invited(KeyHash link, Instant now);

    /** Takes a link away; false when it was gone or over. */
    Mono<Boolean> takeLink(KeyHash link, Instant now);

    Mono<LockOut.Failures> failures(String subject, Instant now);

    /** Counts one more. Failures of before {@link LockOut#FORGOTTEN} are not counted on. */
    Mono<Void> failed(String subject, Instant now);

    Mono<Void> forget(String subject);
}
