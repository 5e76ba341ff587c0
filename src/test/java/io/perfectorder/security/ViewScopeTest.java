package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewScopeTest {
    private static final ViewScope SCOPE = new ViewScope(Map.of("carrier", Set.of("k1", "k2"), "tier", Set.of("gold")));

    @Test
    void holds_whatHasAnAllowedValueInEveryDimensionThatIsNamed() {
        assertThat(SCOPE.holds(Map.of("carrier", "k2", "tier", "gold", "region", "any")))
                .isTrue();
        assertThat(SCOPE.holds(Map.of("carrier", "k3", "tier", "gold"))).isFalse();
        assertThat(SCOPE.holds(Map.of("carrier", "k1", "tier", "silver"))).isFalse();
    }

    @Test
    void holds_nothingThatSaysLess() {
        assertThat(SCOPE.holds(Map.of())).as("about everything").isFalse();
        assertThat(SCOPE.holds(Map.of("tier", "gold"))).as("about all carriers").isFalse();
        assertThat(SCOPE.holds(Map.of("order", "o-1"))).isFalse();
    }

    @Test
    void all_holdsEverything() {
        assertThat(ViewScope.ALL.isAll()).isTrue();
        assertThat(ViewScope.ALL.holds(Map.of())).isTrue();
        assertThat(SCOPE.isAll()).isFalse();
    }

    @Test
    void aScopeThatAllowsNothing_orNamesAnotherDimension_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ViewScope(Map.of("carrier", Set.of())));
        assertThatIllegalArgumentException().isThrownBy(() -> new ViewScope(Map.of("channel", Set.of("web"))));
    }
}
