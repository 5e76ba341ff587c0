package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleClaimTest {
    private static final Map<Role, Set<String>> VALUES = Map.of(
            Role.VIEWER, Set.of("staff", "guests"), Role.ADMIN, Set.of("po-admins"), Role.PRODUCER, Set.of("shop"));

    @Test
    void theHighestRoleThatTheClaimGives_counts_inWhateverFormAProviderHasIt() {
        for (Object value : List.of(
                "po-admins",
                "staff po-admins other",
                List.of("guests", "po-admins"),
                Map.of("po-admins", Map.of("org", "x"), "staff", 1))) {
            assertThat(new RoleClaim("roles", VALUES).highest(Map.of("roles", value), Account.ROLES))
                    .as("%s", value)
                    .contains(Role.ADMIN);
        }
    }

    @Test
    void theClaim_isFoundByItsNameOrTheWayToIt() {
        assertThat(new RoleClaim("a.b.c", VALUES)
                        .highest(Map.of("a", Map.of("b", Map.of("c", "staff"))), Account.ROLES))
                .contains(Role.VIEWER);
        assertThat(new RoleClaim("https://shop.example/roles", VALUES)
                        .highest(Map.of("https://shop.example/roles", List.of("staff")), Account.ROLES))
                .contains(Role.VIEWER);
    }

    @Test
    void whatStandsForNothing_givesNoRole() {
        RoleClaim roles = new RoleClaim("a.b", VALUES);
        for (Map<String, ?> claims : List.<Map<String, ?>>of(
                Map.of(),
                Map.of("a", "staff"),
                Map.of("a", Map.of("b", List.of("Staff", "admin", ""))),
                Map.of("a", Map.of("b", 7)),
                Map.of("a", Map.of("b", "shop")))) {
            assertThat(roles.highest(claims, Account.ROLES)).as("%s", claims).isEmpty();
        }
        assertThat(roles.highest(Map.of("a", Map.of("b", "shop")), Set.of(Role.values())))
                .contains(Role.PRODUCER);
    }
}
