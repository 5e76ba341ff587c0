package io.perfectorder.alerting.channel;

import java.net.URI;

/**
 * Where a channel posts to. The addresses of chat tools hold their key in the path or the query, so only the host is ever shown.
 *
 * @param uri absolute, http or https, with a host and without user or fragment
 */
public record Target(URI uri) {
    private static final int LONGEST = 2_000;

    public Target {
        String scheme = uri.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("http:// or https:// with a host, without user and fragment, is needed");
        }
        if (uri.toString().length() > LONGEST) {
            throw new IllegalArgumentException("at most " + LONGEST + " characters are allowed");
        }
    }

    /** Fails with an {@link IllegalArgumentException} that does not repeat the text. */
    public static Target of(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("it is not an address");
        }
        return new Target(uri);
    }

    /** The same with more behind its path; a query is dropped. */
    Target child(String path) {
        String base = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new Target(uri.resolve(base + path));
    }

    /** The same with more parameters, which are encoded already. */
    Target with(String parameters) {
        String query = uri.getRawQuery() == null ? parameters : uri.getRawQuery() + "&" + parameters;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(uri.resolve(path + "?" + query));
    }

    @Override
    public String toString() {
        return "Target[" + uri.getScheme() + "://" + uri.getHost() + "/…]";
    }
}
