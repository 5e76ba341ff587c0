package io.perfectorder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the house and the arrows between them. A new arrow needs a decision record and a line here. */
class HouseRulesTest {
    private static final String HOUSE = "io.perfectorder.";
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("core.order", List.of()),
            Map.entry("core.verdict", List.of("core.order")),
            Map.entry("core.servicelevel", List.of("core.order", "core.verdict")),
            Map.entry("core.snapshot", List.of("core.order", "core.servicelevel")),
            Map.entry("core.alert", List.of("core.order", "core.servicelevel", "core.snapshot")),
            Map.entry("core.priority", List.of("core.order", "core.verdict")),
            Map.entry("pipeline", List.of("core")),
            Map.entry("ingest", List.of("core", "pipeline")),
            Map.entry("security", List.of()),
            Map.entry("storage", List.of("core", "pipeline", "alerting", "security")),
            Map.entry("alerting", List.of("core", "pipeline")),
            Map.entry("metrics", List.of("core", "pipeline", "alerting")),
            Map.entry("tracing", List.of("core", "pipeline", "alerting")),
            Map.entry("api", List.of("core", "pipeline", "alerting", "security")),
            Map.entry("dashboard", List.of("core", "pipeline", "alerting", "security")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.perfectorder");

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyTheRoomsTheyMay() {
        return MAY_USE.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
                    String own = HOUSE + room.getKey();
                    String[] allowed = Stream.concat(
                                    Stream.of(own), room.getValue().stream().map(HOUSE::concat))
                            .map(name -> name + "..")
                            .toArray(String[]::new);
                    String[] forbidden = Stream.concat(MAY_USE.keySet().stream(), Stream.of("app"))
                            .map(HOUSE::concat)
                            .filter(name -> Arrays.stream(allowed)
                                    .noneMatch(a -> (name + "..").startsWith(a.replace("..", ""))))
                            .map(name -> name + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(own + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @Test
    void theCoreIsPureJdk() {
        classes()
                .that()
                .resideInAPackage("io.perfectorder.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.perfectorder.core..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
