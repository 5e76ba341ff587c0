package io.perfectorder.alerting.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.perfectorder.alerting.EvidenceText;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.alerting.declared.RuleText;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.servicelevel.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules, figures and messages in the JSON that the API's description has, which allows no field that it does not name. */
class AlertSchemasTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "https://monitor.example/alerts.json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{id: a, kind: threshold, owner: o, scope: {tier: gold, customer: each}, window: 7d, fire: 0.9, clear: 0.95}",
                "{id: a, kind: significant, owner: o, measure: otif, scope: {region: n}, window: 1d, target: 0.95, for: 90m}",
                "{id: a, kind: burn-rate, owner: o, target: 0.95, longWindow: 1d, shortWindow: 1h, budgetShare: 0.1}",
                "{id: a, kind: drift, owner: o, window: 30d, target: 0.95, decayed: 0.9, limit: 10, clearLimit: 0}",
                "{id: a, kind: any-failure, owner: o, description: d, runbook: \"https://a.b\", window: 15m}",
                "{id: a, kind: at-risk, owner: o, lowestPriority: 2, within: 1h30m}",
                "{id: a, kind: staleness, owner: o, source: snapshots, limit: 45s}"
            })
    void everyKindOfRule_isDescribed(String rule) throws IOException {
        assertThat(problems("AlertRule", RuleText.of(RuleReader.read(rule)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyEvidence")
    void allFigures_areDescribed(Evidence evidence) throws IOException {
        assertThat(problems("AlertEvidence", EvidenceText.of(evidence))).isEmpty();
    }

    static List<Evidence> everyEvidence() {
        return List.of(
                new Evidence.Level(Measure.OTIF, 41, 50, 0.95),
                new Evidence.Significance(Measure.OTIF, 41, 50, 0.95, 0.01, 0.02),
                new Evidence.Burn(Measure.OTIF, 3, 4, 2.5),
                new Evidence.Drift(Measure.OTIF, 12.5, 10),
                new Evidence.Missed(Measure.OTIF, 3),
                new Evidence.Late("order", Samples.NOW, Optional.of(Samples.NOW)),
                new Evidence.Silence(StalenessRule.Source.EVENTS, Optional.of(Samples.NOW), Duration.ofMinutes(5)));
    }

    @Test
    void theMessagesOfAWebhook_areDescribed() throws IOException {
        try (Receiver receiver = Receiver.answering(200, "")) {
            Channel channel = new WebhookChannel(
                    new ChannelSettings.Webhook(receiver.target("/"), new Secret("0123456789abcdef0123456789abcdef")),
                    Samples.courier(Samples.PATIENCE),
                    Samples.CLOCK);
            channel.send(Samples.message(Samples.firing(), Samples.hostile())).block();
            channel.send(Samples.chinese(
                            Samples.resolved(), Samples.alert(Phase.FIRING, AlertGroup.ALL, Samples.level())))
                    .block();

            assertThat(receiver.got()).hasSize(2);
            for (Receiver.Got got : receiver.got()) {
                assertThat(problems("AlertMessage", JSON.readTree(got.body()))).isEmpty();
            }
        }
    }

    @Test
    void aFieldThatIsNotDescribed_isNoticed() throws IOException {
        assertThat(problems("AlertEvidence", Map.of("kind", "level", "moon", "full")))
                .isNotEmpty();
    }

    private static List<String> problems(String schema, Object json) throws IOException {
        return problems(schema, JSON.<JsonNode>valueToTree(json));
    }

    private static List<String> problems(String schema, JsonNode json) throws IOException {
        Object document;
        try (InputStream in = AlertSchemasTest.class.getResourceAsStream("/openapi/alerts.yaml")) {
            document = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        String text = JSON.writeValueAsString(document);
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(BASE, text)));
        return registry.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + schema)).validate(json).stream()
                .map(Object::toString)
                .toList();
    }
}
