package io.perfectorder.sbom;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares a bill of materials (CycloneDX, JSON) with advisories (OSV, JSON) and with what of them is accepted. */
final class AdvisoryCheck {
    private static final JsonMapper JSON = new JsonMapper();

    private AdvisoryCheck() {}

    /** What must not be shipped, one line each. */
    static List<String> findings(String bom, String advisories, String accepted, LocalDate today) {
        List<String> findings = new ArrayList<>();
        JsonNode exceptions = JSON.readTree(accepted).path("accepted");
        exceptions.forEach(each -> {
            if (each.path("reason").asString("").isBlank() || !each.hasNonNull("until")) {
                findings.add("accepted without a reason or a last day: " + each);
            }
        });
        for (JsonNode component : JSON.readTree(bom).path("components")) {
            String name = component.path("group").asString("") + ":"
                    + component.path("name").asString("");
            String version = component.path("version").asString("");
            for (JsonNode advisory : JSON.readTree(advisories).path("vulns")) {
                String id = advisory.path("id").asString();
                if (affects(advisory, name, version) && !isAccepted(exceptions, id, name, today)) {
                    findings.add(name + " " + version + ": " + id + " "
                            + advisory.path("summary").asString(""));
                }
            }
        }
        return findings;
    }

    private static boolean isAccepted(JsonNode exceptions, String id, String name, LocalDate today) {
        for (JsonNode each : exceptions) {
            if (each.path("id").asString("").equals(id)
                    && each.path("package").asString("").equals(name)
                    && !today.isAfter(LocalDate.parse(each.path("until").asString("1970-01-01")))) {
                return true;
            }
        }
        return false;
    }

    private static boolean affects(JsonNode advisory, String name, String version) {
        for (JsonNode affected : advisory.path("affected")) {
            if (affected.path("package").path("name").asString("").equals(name)) {
                for (JsonNode range : affected.path("ranges")) {
                    if (isIn(range, version)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The events of a range are pairs of what introduced it and what fixed it; the last may lack its fix. */
    private static boolean isIn(JsonNode range, String version) {
        String introduced = null;
        for (JsonNode event : range.path("events")) {
            if (event.has("introduced")) {
                introduced = event.path("introduced").asString();
            } else if (introduced != null) {
                if (compare(version, introduced) >= 0
                        && compare(version, event.path("fixed").asString()) < 0) {
                    return true;
                }
                introduced = null;
            }
        }
        return introduced != null && compare(version, introduced) >= 0;
    }

    /** Numbers as numbers; a qualifier such as RC1 comes before the release. */
    static int compare(String left, String right) {
        String[] a = left.split("[.-]");
        String[] b = right.split("[.-]");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Long.compare(rank(i < a.length ? a[i] : "0"), rank(i < b.length ? b[i] : "0"));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static long rank(String part) {
        if (part.matches("[0-9]{1,15}")) {
            return Long.parseLong(part);
        }
        return part.equals("Final") || part.equals("RELEASE") || part.equals("jre") ? 0 : -1;
    }
}
