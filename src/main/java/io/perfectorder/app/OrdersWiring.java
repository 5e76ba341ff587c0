package io.perfectorder.app;

import io.perfectorder.core.priority.CriticalValuePolicy;
import io.perfectorder.core.priority.ServicePolicy;
import io.perfectorder.core.priority.TierOrder;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.dashboard.orders.ApiPort;
import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.OpenOrders;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.Products;
import io.perfectorder.pipeline.RankedOrdersAtRisk;
import io.perfectorder.pipeline.ScopedCells;
import io.perfectorder.pipeline.SettledCells;
import io.perfectorder.pipeline.SettledOrderLists;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresAcknowledgements;
import io.perfectorder.storage.PostgresOpenOrders;
import io.perfectorder.storage.PostgresOrderLists;
import io.perfectorder.storage.PostgresProducts;
import io.perfectorder.storage.PostgresScopedCells;
import java.time.InstantSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Lists of orders, products, and what is at risk, wired. */
@Configuration(proxyBeanMethods = false)
class OrdersWiring {
    @Bean
    OrderLists orderLists(DatabaseClient database, MonitorLoop loop) {
        return new SettledOrderLists(new PostgresOrderLists(database), loop);
    }

    @Bean
    Products products(Database database) {
        return new PostgresProducts(database);
    }

    @Bean
    Acknowledgements acknowledgements(DatabaseClient database) {
        return new PostgresAcknowledgements(database);
    }

    @Bean
    OpenOrders openOrders(DatabaseClient database, EventReader reader) {
        return new PostgresOpenOrders(database, reader);
    }

    @Bean
    ServicePolicy servicePolicy(MonitorProperties properties) {
        return new CriticalValuePolicy(new TierOrder(properties.tierOrder()));
    }

    @Bean
    OrdersAtRisk ordersAtRisk(
            OpenOrders open,
            Products products,
            Acknowledgements acknowledgements,
            ServicePolicy policy,
            GraceByTier grace,
            MonitorClock clock,
            InstantSource wall) {
        return new RankedOrdersAtRisk(open, products, acknowledgements, policy, grace, clock, wall);
    }

    @Bean
    ScopedCells scopedCells(DatabaseClient database, MonitorLoop loop) {
        return new SettledCells(new PostgresScopedCells(database), loop);
    }

    /** The port that the reading API listens on, once it does. */
    @Bean
    ApiPort apiPort(ApplicationContext context) {
        return () -> {
            var server = context instanceof WebServerApplicationContext web ? web.getWebServer() : null;
            return server == null ? 0 : server.getPort();
        };
    }
}
