package io.perfectorder.app;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;

/** Where the migrations go: the JDBC form of the R2DBC address. */
record JdbcAddress(ConnectionFactoryOptions options) implements FlywayConnectionDetails {

    private static final int DEFAULT_PORT = 5432;

    @Override
    public String getJdbcUrl() {
        var port = options.getValue(ConnectionFactoryOptions.PORT);
        var ssl = options.getValue(Option.valueOf("sslMode"));
        return "jdbc:postgresql://" + options.getRequiredValue(ConnectionFactoryOptions.HOST) + ":"
                + (port == null ? DEFAULT_PORT : port) + "/"
                + options.getRequiredValue(ConnectionFactoryOptions.DATABASE)
                + (ssl == null ? "" : "?sslmode=" + ssl);
    }

    @Override
    public @Nullable String getUsername() {
        var user = options.getValue(ConnectionFactoryOptions.USER);
        return user == null ? null : user.toString();
    }

    @Override
    public @Nullable String getPassword() {
        var password = options.getValue(ConnectionFactoryOptions.PASSWORD);
        return password == null ? null : password.toString();
    }
}
