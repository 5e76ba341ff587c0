package io.perfectorder.app;

import io.perfectorder.security.Role;
import io.perfectorder.security.RoleClaim;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;

/** Who else says who somebody is: a provider of OpenID Connect for people, an issuer of tokens for machines, and what their claims stand for. */
record IdentityProperties(Oidc oidc, Jwt jwt, Roles roles) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ADDRESS =
            "an address with https, such as https://login.example/realms/shop, or with http on this machine; as the provider writes it itself";
    private static final Map<String, String> ALLOWED = Map.ofEntries(
            Map.entry("oidc.issuer", ADDRESS),
            Map.entry(
                    "oidc.client-id",
                    "the name by which the provider knows this monitor; needed with monitor.oidc.issuer"),
            Map.entry("oidc.client-secret", "a text, best as a secret file; empty for a client without one"),
            Map.entry("oidc.scopes", "words with commas between them, with openid among them"),
            Map.entry("oidc.name-claim", "the name of a claim, such as preferred_username or email"),
            Map.entry("oidc.label", "a text of at most 40 characters"),
            Map.entry("jwt.issuer", ADDRESS),
            Map.entry("jwt.jwks-uri", ADDRESS + "; empty to ask the issuer for it"),
            Map.entry("jwt.audience", "the audience that tokens for this monitor have; needed with monitor.jwt.issuer"),
            Map.entry(
                    "roles.claim", "the name of a claim, or names with dots between them, such as realm_access.roles"));

    /** People. */
    record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue({"openid", "profile"}) List<String> scopes,
            @DefaultValue("preferred_username") String nameClaim,
            @DefaultValue("OpenID Connect") String label) {
        private static final int LONGEST_LABEL = 40;

        Oidc {
            scopes = List.copyOf(scopes);
            check(issuer.isBlank() || isAddress(issuer), "oidc.issuer", issuer);
            check(issuer.isBlank() || !clientId.isBlank(), "oidc.client-id", clientId);
            check(scopes.contains("openid"), "oidc.scopes", scopes);
            check(!nameClaim.isBlank(), "oidc.name-claim", nameClaim);
            check(!label.isBlank() && label.length() <= LONGEST_LABEL, "oidc.label", label);
        }

        boolean isThere() {
            return !issuer.isBlank();
        }
    }

    /** Machines. */
    record Jwt(
            @DefaultValue("") String issuer,
            @DefaultValue("") String jwksUri,
            @DefaultValue("") String audience) {
        Jwt {
            check(issuer.isBlank() || isAddress(issuer), "jwt.issuer", issuer);
            check(jwksUri.isBlank() || isAddress(jwksUri), "jwt.jwks-uri", jwksUri);
            check(issuer.isBlank() || !audience.isBlank(), "jwt.audience", audience);
        }

        boolean isThere() {
            return !issuer.isBlank();
        }
    }

    /** By role, the values of the claim that stand for it. */
    record Roles(
            @DefaultValue("roles") String claim,
            @DefaultValue List<String> viewer,
            @DefaultValue List<String> operator,
            @DefaultValue List<String> manager,
            @DefaultValue List<String> admin,
            @DefaultValue List<String> producer,
            @DefaultValue List<String> scraper) {
        Roles {
            check(!claim.isBlank(), "roles.claim", claim);
        }

        RoleClaim mapping() {
            return new RoleClaim(
                    claim,
                    Map.of(
                            Role.VIEWER, Set.copyOf(viewer),
                            Role.OPERATOR, Set.copyOf(operator),
                            Role.MANAGER, Set.copyOf(manager),
                            Role.ADMIN, Set.copyOf(admin),
                            Role.PRODUCER, Set.copyOf(producer),
                            Role.SCRAPER, Set.copyOf(scraper)));
        }
    }

    IdentityProperties {
        boolean asked = oidc.isThere() || jwt.isThere();
        if (asked && roles.mapping().values().isEmpty()) {
            throw new WrongProperty(
                    "monitor.roles gives nobody a role; allowed: for at least one of monitor.roles.viewer, .operator,"
                            + " .manager, .admin, .producer, .scraper the values of the claim " + roles.claim()
                            + " that stand for it");
        }
    }

    static IdentityProperties read(Binder binder) {
        return new IdentityProperties(
                bind(binder, "oidc", Oidc.class), bind(binder, "jwt", Jwt.class), bind(binder, "roles", Roles.class));
    }

    private static <T> T bind(Binder binder, String part, Class<T> type) {
        try {
            return binder.bindOrCreate(
                    "monitor." + part,
                    Bindable.of(type),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
        } catch (BindException failed) {
            throw explained(failed, part);
        }
    }

    private static WrongProperty explained(BindException failed, String part) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof WrongProperty wrong) {
                return wrong;
            }
            if (cause instanceof UnboundConfigurationPropertiesException unbound) {
                String names = unbound.getUnboundProperties().stream()
                        .map(ConfigurationProperty::getName)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
                return new WrongProperty(names + " is unknown; allowed under monitor." + part + ".: " + names(part));
            }
        }
        return new WrongProperty(failed.getName() + " has a value that cannot be read; allowed under monitor." + part
                + ".: " + names(part));
    }

    private static String names(String part) {
        return part.equals("roles")
                ? "claim, viewer, operator, manager, admin, producer, scraper"
                : ALLOWED.keySet().stream()
                        .filter(name -> name.startsWith(part + "."))
                        .map(name -> name.substring(part.length() + 1))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static void check(boolean right, String name, Object value) {
        if (!right) {
            throw new WrongProperty("monitor." + name, value, String.valueOf(ALLOWED.get(name)));
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost())));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
