package io.perfectorder.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Nothing that is known to be critically broken is shipped, unless somebody said why and until when. */
class BillOfMaterialsTest {
    private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");
    private static final Path FILES = Path.of("src/main/sbom");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final String ADVISORIES = """
            {"vulns":[{"id":"CVE-1","affected":[{"package":{"name":"a:b"},
              "ranges":[{"events":[{"introduced":"1.0"},{"fixed":"1.2"},{"introduced":"2.0"},{"fixed":"2.0.1"}]}]}]}]}""";

    @Test
    void whatIsShipped_hasNoKnownCritical() throws IOException {
        assumeTrue(Files.exists(BILL), "there is no bill of materials: an offline build does not make it");
        String bom = Files.readString(BILL);

        assertThat(new JsonMapper().readTree(bom).path("components").size()).isGreaterThan(100);
        assertThat(AdvisoryCheck.findings(
                        bom,
                        Files.readString(FILES.resolve("advisories.json")),
                        Files.readString(FILES.resolve("accepted.json")),
                        LocalDate.now(java.time.ZoneOffset.UTC)))
                .isEmpty();
    }

    @Test
    void aKnownCritical_isFound_inEachOfItsRanges() {
        for (String version : new String[] {"1.0", "1.1.9", "2.0", "2.0.0"}) {
            assertThat(findings(version, "[]")).as(version).hasSize(1);
        }
        for (String version : new String[] {"0.9", "1.2", "1.10", "2.0.1", "3"}) {
            assertThat(findings(version, "[]")).as(version).isEmpty();
        }
        assertThat(findings("1.2-RC1", "[]")).as("before the fix").hasSize(1);
    }

    @Test
    void whatIsAccepted_passesUntilItsLastDay_andOnlyWithAReason() {
        assertThat(findings(
                        "1.1",
                        "[{\"id\":\"CVE-1\",\"package\":\"a:b\",\"reason\":\"not reached\",\"until\":\"2026-11-26\"}]"))
                .isEmpty();
        assertThat(findings(
                        "1.1",
                        "[{\"id\":\"CVE-1\",\"package\":\"a:b\",\"reason\":\"not reached\",\"until\":\"2026-11-25\"}]"))
                .hasSize(1);
        assertThat(findings("1.1", "[{\"id\":\"CVE-1\",\"package\":\"a:b\",\"until\":\"2026-11-26\"}]"))
                .hasSize(1);
        assertThat(findings(
                        "1.1", "[{\"id\":\"CVE-2\",\"package\":\"a:b\",\"reason\":\"r\",\"until\":\"2026-11-26\"}]"))
                .hasSize(1);
    }

    private static java.util.List<String> findings(String version, String accepted) {
        String bom = "{\"components\":[{\"group\":\"a\",\"name\":\"b\",\"version\":\"" + version + "\"}]}";
        return AdvisoryCheck.findings(bom, ADVISORIES, "{\"accepted\":" + accepted + "}", TODAY);
    }
}
