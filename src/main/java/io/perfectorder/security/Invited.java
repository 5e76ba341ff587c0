package io.perfectorder.security;

import java.util.Optional;

/** Whose password a link sets: that of an account, or of the first administrator, who chooses a name too. */
public sealed interface Invited {
    record FirstAdministrator() implements Invited {}

    record Of(AccountName name) implements Invited {}

    default Optional<AccountName> account() {
        return switch (this) {
            case FirstAdministrator _ -> Optional.empty();
            case Of(AccountName name) -> Optional.of(name);
        };
    }
}
