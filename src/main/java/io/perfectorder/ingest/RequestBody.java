package io.perfectorder.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;

/** The body of a request as plain bytes: inflated, with its buffers given back. */
final class RequestBody {
    private RequestBody() {}

    /** The pieces as they come; an encoding that is not known is a refusal. */
    static Flux<byte[]> of(ServerHttpRequest request) {
        Flux<byte[]> bytes = request.getBody().map(RequestBody::bytes);
        String encoding = String.join(", ", request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING));
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> bytes;
            case "gzip", "x-gzip" -> Gunzip.inflate(bytes);
            default ->
                Flux.error(Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is '" + encoding + "'; allowed: gzip"));
        };
    }

    /** Type and subtype; empty when there is none, or one in another character set. */
    static String contentType(ServerHttpRequest request) {
        try {
            MediaType type = request.getHeaders().getContentType();
            if (type == null || (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset()))) {
                return "";
            }
            return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
