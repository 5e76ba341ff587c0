package io.perfectorder.security;

import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** The port of those who read tokens that somebody else has signed. */
public interface TokenReader {
    /** Three parts, the first a JSON object in Base64: no key of ours looks so. */
    Pattern FORM = Pattern.compile("eyJ[\\w-]*\\.[\\w-]+\\.[\\w-]*");

    static boolean looksLikeOne(String key) {
        return FORM.matcher(key).matches();
    }

    Mono<KeyRing.Answer> ask(String token);
}
