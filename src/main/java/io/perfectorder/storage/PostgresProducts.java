package io.perfectorder.storage;

import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import io.perfectorder.pipeline.Products;
import io.r2dbc.spi.Readable;
import java.util.List;
import reactor.core.publisher.Mono;

/** Products in PostgreSQL. */
public final class PostgresProducts implements Products {
    private final Database database;

    public PostgresProducts(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<Product>> all() {
        return database.query(connection -> Database.rows(
                        connection,
                        PostgresProducts::productOf,
                        "select sku, profitability_rank, importance_grade from product order by profitability_rank"))
                .collectList();
    }

    @Override
    public Mono<Void> replace(List<Product> products) {
        return database.transaction(connection -> Database.execute(connection, "delete from product")
                .then(Database.execute(
                        connection,
                        """
                        insert into product (sku, profitability_rank, importance_grade)
                        select * from unnest($1::text[], $2::integer[], $3::smallint[])""",
                        products.stream().map(Product::sku).toArray(String[]::new),
                        products.stream().map(Product::profitabilityRank).toArray(Integer[]::new),
                        products.stream()
                                .map(product -> (short) product.importance().grade())
                                .toArray(Short[]::new)))
                .then());
    }

    private static Product productOf(Readable row) {
        int grade = Columns.intOf(row, "importance_grade");
        return new Product(
                Columns.textOf(row, "sku"),
                Columns.intOf(row, "profitability_rank"),
                ImportanceGrade.ofGrade(grade)
                        .orElseThrow(() -> new IllegalStateException("importance_grade: " + grade)));
    }
}
