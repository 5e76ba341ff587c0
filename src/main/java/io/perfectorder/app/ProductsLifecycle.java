package io.perfectorder.app;

import io.perfectorder.core.priority.Product;
import io.perfectorder.ingest.ProductFile;
import io.perfectorder.ingest.simulator.SimulatedProducts;
import io.perfectorder.pipeline.Products;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Loads the ranked products of {@code monitor.products}; with the demo and none loaded yet, those of the simulator. */
@Component
class ProductsLifecycle implements SmartLifecycle {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Products products;
    private final MonitorProperties properties;
    private volatile boolean running;

    ProductsLifecycle(Products products, MonitorProperties properties) {
        this.products = products;
        this.properties = properties;
    }

    @Override
    public void start() {
        if (!properties.products().isBlank()) {
            products.replace(read(Path.of(properties.products()))).block(LIMIT);
        } else if (properties.demo()
                && Objects.requireNonNull(products.all().block(LIMIT)).isEmpty()) {
            products.replace(SimulatedProducts.ranked(properties.demoSeed())).block(LIMIT);
        }
        running = true;
    }

    private static List<Product> read(Path file) {
        try {
            return ProductFile.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException wrong) {
            throw new WrongProperty("monitor.products", file, "a CSV file of products; " + wrong.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 1;
    }
}
