package io.perfectorder.security.openid;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Set;

/**
 * The keys by which tokens are checked, as the provider publishes them: kept for five minutes, asked for anew when a token names one that is
 * not known, and not more often than every 30 s, whatever tokens come.
 */
final class ProviderKeys {
    /** Signatures by a key pair only: neither none, nor a secret that the public key could be taken for (RFC 8725, 2.1). */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    static final int PATIENCE_MILLIS = 5_000;
    private static final int LARGEST = 256 * 1024;

    private ProviderKeys() {}

    static JWSKeySelector<SecurityContext> at(URI address) throws MalformedURLException {
        return of(JWKSourceBuilder.create(
                        address.toURL(), new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST))
                .refreshAheadCache(false)
                .build());
    }

    static JWSKeySelector<SecurityContext> of(JWKSource<SecurityContext> keys) {
        return new JWSVerificationKeySelector<>(ALGORITHMS, keys);
    }
}
