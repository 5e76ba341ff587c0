package io.perfectorder.dashboard.live;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which start of the server this is: an open page that knows another one has to load again. */
@Component
public final class ServerStart {
    private final String text = UUID.randomUUID().toString();

    /** Another text after every start. */
    public String text() {
        return text;
    }
}
