package io.perfectorder.app;

import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertLinks;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.AlertTimes;
import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.BackTest;
import io.perfectorder.alerting.CustomerCounts;
import io.perfectorder.alerting.DeliveryPolicy;
import io.perfectorder.alerting.Dispatcher;
import io.perfectorder.alerting.MuteBook;
import io.perfectorder.alerting.PastCells;
import io.perfectorder.alerting.RuleStore;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.alerting.TrendCounts;
import io.perfectorder.alerting.declared.AlertsFile;
import io.perfectorder.alerting.declared.DeclaredAlerts;
import io.perfectorder.alerting.declared.WrongDeclaration;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresAlertRules;
import io.perfectorder.storage.PostgresAlerts;
import io.perfectorder.storage.PostgresCustomerCounts;
import io.perfectorder.storage.PostgresPastCells;
import io.perfectorder.storage.PostgresSilences;
import io.perfectorder.storage.PostgresTrendCounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The room of alerts, wired. */
@Configuration(proxyBeanMethods = false)
class AlertingWiring {
    /** Evaluates rules and decides who is told; never waits. */
    @Bean(destroyMethod = "dispose")
    Scheduler alertingScheduler() {
        return Schedulers.newSingle("alerting");
    }

    @Bean
    AlertStore alertStore(Database database) {
        return new PostgresAlerts(database);
    }

    @Bean
    RuleStore ruleStore(Database database) {
        return new PostgresAlertRules(database);
    }

    @Bean
    SilenceStore silenceStore(Database database) {
        return new PostgresSilences(database);
    }

    /** Read before anything is evaluated, so that a wrong file stops the start. */
    @Bean
    DeclaredAlerts declaredAlerts(MonitorProperties properties, AlertChannels channels) {
        Optional<Path> file = properties.alertsFile();
        try {
            return file.isEmpty()
                    ? DeclaredAlerts.NONE
                    : AlertsFile.read(
                            Files.readString(file.get()),
                            Optional.of(channels.byName().keySet()));
        } catch (IOException | WrongDeclaration wrong) {
            throw new WrongProperty(
                    "monitor.alerts", file.orElseThrow(), "a file of alerts without mistakes; " + wrong.getMessage());
        }
    }

    @Bean
    Rules rules(RuleStore store, InstantSource wall) {
        return new Rules(store, wall);
    }

    @Bean
    MuteBook muteBook(SilenceStore silences, DeclaredAlerts declared) {
        return new MuteBook(silences, declared.calendars());
    }

    @Bean
    BoardLinks alertLinks(
            MonitorProperties properties, UiProperties ui, @Value("${server.address:127.0.0.1}") String address) {
        String board = properties.boardUrl().isBlank() ? "http://" + address + ":" + ui.port() : properties.boardUrl();
        return new BoardLinks(URI.create(board.endsWith("/") ? board : board + "/"));
    }

    @Bean
    AlertDesk alertDesk(AlertWatch watch, AlertStore store, Rules rules, MuteBook mutes, InstantSource wall) {
        return new AlertDesk(watch, store, rules, mutes, wall);
    }

    /** It reads what was acknowledged before it was asked. */
    @Bean
    BackTest backTest(Database database, MonitorLoop loop, Scheduler blockingScheduler) {
        PastCells stored = new PostgresPastCells(database);
        PastCells settled = (from, to, scope) -> loop.settled().thenMany(stored.cells(from, to, scope));
        return new BackTest(settled, loop, blockingScheduler);
    }

    @Bean
    CustomerCounts customerCounts(Database database) {
        return new PostgresCustomerCounts(database);
    }

    @Bean
    TrendCounts trendCounts(Database database) {
        return new PostgresTrendCounts(database);
    }

    @Bean
    AlertWatch alertWatch(
            MonitorLoop loop,
            OrdersAtRisk atRisk,
            CustomerCounts customers,
            TrendCounts trends,
            Rules rules,
            AlertStore store,
            InstantSource wall,
            Scheduler alertingScheduler) {
        return new AlertWatch(
                loop, loop::ready, atRisk, customers, trends, rules, store, wall, alertingScheduler, AlertTimes.USUAL);
    }

    @Bean
    Dispatcher dispatcher(
            AlertStore store,
            Rules rules,
            MuteBook mutes,
            DeclaredAlerts declared,
            AlertChannels channels,
            AlertLinks links,
            Leadership leadership,
            InstantSource wall,
            Scheduler alertingScheduler) {
        return new Dispatcher(
                store,
                rules,
                mutes,
                declared.routes(),
                LeadershipWiring.onlyFromTheLeader(channels.byName(), leadership),
                links,
                DeliveryPolicy.USUAL,
                wall,
                RandomGenerator.getDefault(),
                alertingScheduler);
    }
}
