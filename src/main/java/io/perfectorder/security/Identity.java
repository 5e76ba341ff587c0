package io.perfectorder.security;

/**
 * Who somebody is at a provider.
 *
 * @param issuer the provider
 * @param subject what the provider never gives to another person
 * @param called the name that he goes by there, which it may give to another one day
 */
public record Identity(String issuer, String subject, String called) {
    /** Stands for the person for ever. */
    public String key() {
        return issuer + " " + subject;
    }

    /** The name of the account. */
    public AccountName name() {
        return AccountName.atProvider(called);
    }

    /** The name of the account when another person has the one of {@link #name}. */
    public AccountName otherName() {
        return AccountName.atProvider(called + "-" + KeyHash.of(key()).hex().substring(0, 8));
    }
}
