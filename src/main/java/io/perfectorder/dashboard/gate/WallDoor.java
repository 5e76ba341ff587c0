package io.perfectorder.dashboard.gate;

import io.perfectorder.security.Admitted;
import io.perfectorder.security.WallLink;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /wall?key=…}: lets a screen in, which then shows what its link says. The cookie outlives the browser, as long as the link. */
@RestController
final class WallDoor {
    private final Admitted admitted;
    private final InstantSource wall;

    WallDoor(Admitted admitted, InstantSource wall) {
        this.admitted = admitted;
        this.wall = wall;
    }

    @GetMapping("/wall")
    ResponseEntity<String> open(HttpServletRequest request, @RequestParam(defaultValue = "") String key) {
        Instant now = wall.instant();
        return admitted.wall(key, now)
                .map(link -> Answers.redirect(
                        address(link), Cookies.wall(request, key, Duration.between(now, link.expiresAt()))))
                .orElseGet(() -> Answers.redirect("/login"));
    }

    private static String address(WallLink link) {
        return LogInPages.inside("/" + link.address());
    }
}
