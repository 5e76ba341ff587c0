package io.perfectorder.security.openid;

import io.perfectorder.security.RoleClaim;
import java.net.URI;
import java.util.List;

/**
 * What is agreed with a provider.
 *
 * @param clientSecret empty for a client that has none
 * @param nameClaim by which people are called
 * @param board the address of the board, with a slash at the end
 */
public record OpenIdSettings(
        String issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        String nameClaim,
        String label,
        RoleClaim roles,
        URI board) {
    /** Where the provider sends browsers back to. */
    static final String BACK = "login/openid/back";

    public OpenIdSettings {
        scopes = List.copyOf(scopes);
    }

    URI back() {
        return board.resolve(BACK);
    }

    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + "]";
    }
}
