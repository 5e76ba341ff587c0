package io.perfectorder.app;

import io.perfectorder.storage.EmbeddedPostgresServer;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** One database for R2DBC and Flyway: the one named by {@code spring.r2dbc.url}, else the embedded server. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {
    /** A plan made while the journal was small would be kept while it grows; compiling a plan takes longer than running it. */
    private static final Map<String, String> SESSION = Map.of("plan_cache_mode", "force_custom_plan", "jit", "off");

    /** The embedded server, exactly when no URL is given. Everything that connects depends on it, so it stops last. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "spring.r2dbc.url", havingValue = "absent", matchIfMissing = true)
    EmbeddedPostgresServer embeddedPostgresServer(@Value("${monitor.data-dir:./data}") Path dataDirectory) {
        return EmbeddedPostgresServer.start(dataDirectory);
    }

    @Bean
    R2dbcConnectionDetails monitorR2dbcConnection(
            ObjectProvider<EmbeddedPostgresServer> embedded, Environment environment) {
        var server = embedded.getIfAvailable();
        var options = server == null ? external(environment) : server.connectionOptions();
        // Binary, since the driver asks for text else: bytes are twice as many then, and are decoded digit by digit.
        var inSessions = options.mutate()
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, SESSION)
                .option(PostgresqlConnectionFactoryProvider.FORCE_BINARY, true)
                .build();
        return () -> inSessions;
    }

    @Bean
    FlywayConnectionDetails monitorFlywayConnection(R2dbcConnectionDetails r2dbc) {
        return new JdbcAddress(r2dbc.getConnectionFactoryOptions());
    }

    private static ConnectionFactoryOptions external(Environment environment) {
        var options = ConnectionFactoryOptions.parse(environment.getRequiredProperty("spring.r2dbc.url"))
                .mutate();
        var username = environment.getProperty("spring.r2dbc.username");
        if (username != null) {
            options.option(ConnectionFactoryOptions.USER, username);
        }
        var password = environment.getProperty("spring.r2dbc.password");
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        return options.build();
    }
}
