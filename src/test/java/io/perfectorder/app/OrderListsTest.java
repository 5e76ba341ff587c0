package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.ingest.Reception;
import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.Causes;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderList;
import io.perfectorder.pipeline.OrderListSort;
import io.perfectorder.pipeline.OrderListSort.Column;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.OrderQuery.Wanted;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Products;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Lists of orders and their export, on a real PostgreSQL. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=false", "monitor.demo=false"})
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class OrderListsTest {
    private static final Instant DEADLINE = Instant.parse("2026-03-01T12:00:00Z");
    private static final String AS_OF = "2026-03-01T13:00:00Z";
    private static final int ORDERS = 7;

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private Reception reception;

    @Autowired
    private OrderLists lists;

    @Autowired
    private Readings readings;

    @Autowired
    private Products products;

    @Autowired
    private Acknowledgements acknowledgements;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    /** Seven orders: two come late, one of them short too; one is only short; one never comes; three are perfect. */
    @BeforeEach
    void send() {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= ORDERS; i++) {
            events.add(event("p" + i, "order.placed", "o" + i, "2026-03-01T08:00:00Z", """
                    {"customerId":"%s","tier":"%s","carrier":"%s","promisedBy":"%s",\
                    "lines":[{"line":1,"sku":"s","quantity":10}]}""".formatted(
                            i == 3 ? "=cmd|' /C calc'!A0" : "c" + i % 3,
                            i % 2 == 0 ? "gold" : "silver",
                            i == 4 ? "Ünï, \\\"Q\\\" 快递" : "Bison",
                            DEADLINE.plusSeconds(i))));
        }
        events.add(delivered(1, "13:00:00", 10));
        events.add(delivered(2, "13:00:00", 8));
        events.add(delivered(3, "11:00:00", 8));
        for (int i = 5; i <= ORDERS; i++) {
            events.add(delivered(i, "11:00:00", 10));
        }
        reception.receive(events).block();
    }

    @Test
    void aCount_isThatOfTheReadingsForEveryMeasure() {
        var tally = readings.tallies(selection(Selection.NOW, Map.of()), GroupBy.ALL)
                .block()
                .get("all");

        for (Measure measure : Measure.values()) {
            measure.of(tally).ifPresent(rate -> {
                assertThat(count(measure, Wanted.MET)).as("met %s", measure).isEqualTo(rate.numerator());
                assertThat(count(measure, Wanted.ALL)).as("all %s", measure).isEqualTo(rate.denominator());
                assertThat(count(measure, Wanted.MISSED)).isEqualTo(rate.denominator() - rate.numerator());
            });
        }
    }

    @Test
    void pagesOfEverySort_holdEveryOrderOnce() {
        for (Column column : Column.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                OrderList list = list(Wanted.ALL, Causes.ANY, new OrderListSort(column, descending));
                List<String> paged = new ArrayList<>();
                for (int offset = 0; offset < ORDERS; offset += 3) {
                    paged.addAll(ids(lists.page(list, offset, 3).block()));
                }

                assertThat(paged).as("%s", list.sort()).doesNotHaveDuplicates().hasSize(ORDERS);
                assertThat(paged).isEqualTo(ids(lists.all(list).collectList().block()));
            }
        }
        assertThat(ids(lists.all(list(Wanted.ALL, Causes.ANY, new OrderListSort(Column.DEADLINE, true)))
                        .collectList()
                        .block()))
                .startsWith("o7", "o6");
    }

    @Test
    void causes_partTheMissedOrdersByTheirWholeSet() {
        assertThat(missedBy(Causes.ANY)).containsExactly("o1", "o2", "o3", "o4");
        assertThat(missedBy(new Causes(Set.of(FailureCause.NOT_ON_TIME), Causes.Company.ANY)))
                .containsExactly("o1", "o2");
        assertThat(missedBy(new Causes(Set.of(FailureCause.NOT_ON_TIME), Causes.Company.NONE)))
                .containsExactly("o1");
        assertThat(missedBy(new Causes(Set.of(FailureCause.NOT_ON_TIME, FailureCause.SHORT), Causes.Company.NONE)))
                .containsExactly("o2");
        assertThat(missedBy(new Causes(Set.of(FailureCause.NOT_ON_TIME), Causes.Company.SOME)))
                .containsExactly("o2");
        assertThat(missedBy(new Causes(Set.of(FailureCause.NOT_DELIVERED), Causes.Company.NONE)))
                .containsExactly("o4");
        assertThat(lists.verdicts(selection(Selection.NOW, Map.of())).block().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(ORDERS);
    }

    @Test
    void aPinnedList_staysWhatItWas_whileEventsComeIn() {
        long known = readings.lastRecordedMicros().block();
        OrderList pinned = new OrderList(
                selection(known, Map.of()), Measure.PERFECT_ORDER, Wanted.MET, Causes.ANY, OrderListSort.BY_DEADLINE);
        assertThat(lists.count(pinned).block()).isEqualTo(3);

        reception
                .receive(List.of(
                        event("d5", "document.disputed", "o5", "2026-03-01T12:30:00Z", "{\"document\":\"invoice\"}")))
                .block();

        assertThat(lists.count(pinned).block()).isEqualTo(3);
        assertThat(count(Measure.PERFECT_ORDER, Wanted.MET)).isEqualTo(2);
        reception
                .receive(List.of(event(
                        "r5",
                        "event.retracted",
                        "o5",
                        "2026-03-01T12:40:00Z",
                        "{\"retractedSource\":\"test\",\"retractedId\":\"d5\"}")))
                .block();
        assertThat(count(Measure.PERFECT_ORDER, Wanted.MET)).isEqualTo(3);
    }

    @Test
    void theValuesOfADimension_comeMostFrequentFirst() {
        assertThat(lists.values(selection(Selection.NOW, Map.of()), GroupBy.CARRIER, 10)
                        .block())
                .containsExactly("Bison", "Ünï, \"Q\" 快递");
    }

    @Test
    void anExport_isQuotedCountedAndRunsNoFormula() {
        String csv = export("window=PT24H&asOf=" + AS_OF, "orders-20260301T1300Z-7.csv", 7);

        assertThat(csv).startsWith("\uFEFF\"id\",\"deadline\",\"customer\",\"tier\"");
        List<String> lines = Arrays.asList(csv.split("\r\n"));
        assertThat(lines).hasSize(1 + ORDERS);
        assertThat(lines.get(3)).startsWith("\"o3\",\"2026-03-01T12:00:03Z\",\"'=cmd|' /C calc'!A0\",\"silver\"");
        assertThat(lines.get(4)).contains("\"Ünï, \"\"Q\"\" 快递\"").contains("\"false\"");
    }

    @Test
    void anExport_takesTheParametersOfTheList() {
        assertThat(export(
                        "window=PT24H&asOf=" + AS_OF + "&outcome=missed&cause=not-on-time,short&alone=true",
                        "orders-20260301T1300Z-1.csv",
                        1))
                .contains("\"o2\"");
        assertThat(export(
                                "window=PT24H&asOf=" + AS_OF + "&tier=gold&sort=-deadline&limit=2",
                                "orders-20260301T1300Z-2.csv",
                                2)
                        .lines()
                        .skip(1)
                        .map(line -> line.substring(1, 3)))
                .containsExactly("o6", "o4");
        for (String wrong : List.of("cause=bad", "alone=1", "sort=colour", "window=P5000D", "measure=x", "cursor=a")) {
            http.get()
                    .uri("/api/orders.csv?" + wrong)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectBody();
        }
    }

    @Test
    void products_areReplacedAsAWhole() {
        List<Product> first = List.of(
                new Product("a", 1, ImportanceGrade.SLIGHT_DELAY_ACCEPTABLE),
                new Product("b", 2, ImportanceGrade.LOSES_THE_SALE));
        products.replace(first).block();
        assertThat(products.all().block()).isEqualTo(first);

        products.replace(List.of(new Product("c", 1, ImportanceGrade.LOSES_THE_SALE)))
                .block();
        assertThat(products.all().block()).extracting(Product::sku).containsExactly("c");
    }

    @Test
    void acknowledgements_areKept_theNewestFirst() {
        acknowledgements.add(List.of("x", "y"), "Zoë <b>", "calls the carrier").block();
        acknowledgements.add(List.of("x"), "李雷", "已联系客户").block();

        assertThat(acknowledgements.of("x").block()).extracting("by").containsExactly("李雷", "Zoë <b>");
        assertThat(acknowledgements.newest(List.of("x", "y", "z")).block().keySet())
                .containsExactlyInAnyOrder("x", "y");
        assertThat(acknowledgements.newest(List.of("x")).block().get("x").note())
                .isEqualTo("已联系客户");
    }

    private String export(String query, String name, long count) {
        byte[] body = http.get()
                .uri("/api/orders.csv?" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "text/csv;charset=UTF-8")
                .expectHeader()
                .valueEquals("X-Total-Count", count)
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Set<String> missedBy(Causes causes) {
        return new TreeSet<>(ids(lists.all(list(Wanted.MISSED, causes, OrderListSort.BY_DEADLINE))
                .collectList()
                .block()));
    }

    private long count(Measure measure, Wanted wanted) {
        return lists.count(new OrderList(
                        selection(Selection.NOW, Map.of()), measure, wanted, Causes.ANY, OrderListSort.BY_DEADLINE))
                .block();
    }

    private static OrderList list(Wanted wanted, Causes causes, OrderListSort sort) {
        return new OrderList(selection(Selection.NOW, Map.of()), Measure.PERFECT_ORDER, wanted, causes, sort);
    }

    private static Selection selection(long known, Map<GroupBy, String> filters) {
        long asOf = Panes.lastMinuteOf(Instant.parse(AS_OF));
        return new Selection(asOf - 24 * 60, asOf, known, filters);
    }

    private static List<String> ids(List<OrderRow> rows) {
        return rows.stream().map(OrderRow::orderId).toList();
    }

    private static String delivered(int order, String time, int quantity) {
        return event(
                "d" + order + "-" + quantity,
                "delivery.completed",
                "o" + order,
                "2026-03-01T" + time + "Z",
                "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":" + quantity + "}]}");
    }

    private static String event(String id, String type, String subject, String time, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"%s","subject":"%s","time":"%s","data":%s}""".formatted(id, type, subject, time, data);
    }
}
