package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** On which addresses the servers listen, before and after there is an administrator. */
class ListeningTest {
    @TempDir
    Path data;

    @Test
    void theBoard_listensElsewhereThanOnLoopback_onlyOnceSomebodyCanAdminister() {
        assertThatThrownBy(() -> start("--server.address=0.0.0.0"))
                .rootCause()
                .isInstanceOf(WrongProperty.class)
                .hasMessageContaining("server.address is '0.0.0.0'; allowed: a loopback address");
        try (var keysOnly = start("--server.address=0.0.0.0", "--ui.enabled=false")) {
            assertThat(keysOnly.isRunning()).isTrue();
        }
        try (var declared = start("--server.address=0.0.0.0", "--monitor.admin-password=wet gravel turns 9 mills")) {
            assertThat(declared.isRunning()).isTrue();
        }
        try (var kept = start("--server.address=0.0.0.0")) {
            assertThat(kept.isRunning()).isTrue();
        }
    }

    private ConfigurableApplicationContext start(String... options) {
        SpringApplication application = new SpringApplication(PerfectOrderMonitor.class);
        String[] all = new String[options.length + 3];
        System.arraycopy(options, 0, all, 3, options.length);
        all[0] = "--monitor.data-dir=" + data;
        all[1] = "--server.port=0";
        all[2] = "--ui.port=0";
        return application.run(all);
    }
}
