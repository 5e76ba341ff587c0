package io.perfectorder.app;

import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.pipeline.Following;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.LeaderLock;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.MonitorPolicy;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresLeaderLock;
import io.perfectorder.storage.PostgresWrittenElsewhere;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Which of the processes on one database leads. */
@Configuration(proxyBeanMethods = false)
class LeadershipWiring {
    @Bean(destroyMethod = "dispose")
    Scheduler leadershipScheduler() {
        return Schedulers.newSingle("leadership");
    }

    @Bean
    Leadership leadership(LeaderLock lock, Scheduler leadershipScheduler) {
        return new Leadership(lock, leadershipScheduler);
    }

    @Bean
    PostgresLeaderLock leaderLock(R2dbcConnectionDetails details, Database database, Scheduler leadershipScheduler) {
        Map<String, String> session = Map.of(
                "idle_session_timeout",
                String.valueOf(PostgresLeaderLock.LONGEST_SILENCE.toMillis()),
                "application_name",
                "perfect-order-monitor leader");
        ConnectionFactoryOptions own = details.getConnectionFactoryOptions()
                .mutate()
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, session)
                .build();
        return new PostgresLeaderLock(ConnectionFactories.get(own), database, leadershipScheduler);
    }

    @Bean
    Following following(
            Journal journal,
            Database database,
            MonitorPolicy policy,
            InstantSource wall,
            Scheduler monitorLoopScheduler) {
        return new Following(journal, new PostgresWrittenElsewhere(database), policy, wall, monitorLoopScheduler);
    }

    /** Nobody is told before the database has confirmed that it is for this process to tell. */
    static Map<String, Channel> onlyFromTheLeader(Map<String, Channel> channels, Leadership leadership) {
        return channels.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        named -> message ->
                                leadership.confirmed().then(named.getValue().send(message))));
    }
}
