package io.perfectorder.storage;

import io.perfectorder.security.ViewScope;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The column {@code scope}: a JSON object of dimensions and the values allowed in each. */
final class ScopeColumn {
    private static final JsonMapper JSON = new JsonMapper();

    private ScopeColumn() {}

    static String text(ViewScope scope) {
        return JSON.writeValueAsString(scope.allowed());
    }

    static ViewScope of(Readable row) {
        Map<String, Set<String>> allowed = new HashMap<>();
        JSON.readTree(Columns.textOf(row, "scope")).forEachEntry((dimension, values) -> {
            Set<String> texts = new HashSet<>();
            values.forEach(value -> texts.add(value.asString()));
            allowed.put(dimension, texts);
        });
        return new ViewScope(allowed);
    }
}
