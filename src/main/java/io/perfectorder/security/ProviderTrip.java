package io.perfectorder.security;

/**
 * The way of one browser to a provider of identities and back. Everything that ties the two ends together follows from one secret, which the
 * browser keeps in a cookie: so any process of ours can finish what another began, and nothing is stored for strangers.
 */
public record ProviderTrip(Token secret) {
    public static ProviderTrip begin() {
        return new ProviderTrip(Token.random());
    }

    /** Comes back with the browser (RFC 6749, 10.12). */
    public String state() {
        return derived("state");
    }

    /** Comes back within the ID token (OpenID Connect Core, 3.1.2.1). */
    public String nonce() {
        return derived("nonce");
    }

    /** Goes to the provider by us and not by the browser, which has brought its hash (RFC 7636). */
    public String verifier() {
        return derived("verifier");
    }

    private String derived(String use) {
        return KeyHash.of(use + ":" + secret.text()).hex();
    }
}
