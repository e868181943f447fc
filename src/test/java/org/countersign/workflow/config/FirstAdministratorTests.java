package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.countersign.shared.Group;
import org.countersign.shared.StartRefused;
import org.countersign.shared.UserId;
import org.countersign.support.InMemoryDirectory;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

class FirstAdministratorTests {

    private final InMemoryDirectory directory = new InMemoryDirectory();

    @Test
    void withoutAPasswordTheServerDoesNotStart() {
        assertThatThrownBy(() -> start(false, ""))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.action()).contains("COUNTERSIGN_ADMIN_PASSWORD"));
    }

    @Test
    void thePasswordOfTheEnvironmentMakesOneAdministratorAndAllGroups() {
        start(false, "A-good-passw0rd");
        assertThat(directory.membersOf(Group.ADMINISTRATOR.id())).containsExactly(new UserId("admin"));
        for (var group : Group.values()) {
            assertThat(directory.hasGroup(group.id())).isTrue();
        }
    }

    @Test
    void onceThereIsAnAdministratorThePasswordIsNotNeeded() {
        start(false, "A-good-passw0rd");
        directory.saveUser(new UserId("zoe"), "Zoe", "Example", null, "x");
        directory.assignGroups(new UserId("zoe"), Set.of(Group.ADMINISTRATOR.id()));
        assertThatCode(() -> start(false, "")).doesNotThrowAnyException();
    }

    @Test
    void theDemonstrationBringsItsOwn() {
        start(true, "");
        assertThat(directory.hasUser(new UserId("admin"))).isFalse();
    }

    private void start(boolean demo, String password) {
        new FirstAdministrator(directory, TransactionOperations.withoutTransaction(), demo, password).ensure();
    }
}
