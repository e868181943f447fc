package org.countersign.workflow.config;

import java.util.Arrays;
import java.util.Set;
import org.countersign.people.Directory;
import org.countersign.shared.Group;
import org.countersign.shared.RuleViolation;
import org.countersign.shared.StartRefused;
import org.countersign.shared.UserId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sees to it that the groups exist, and that somebody can come in: outside the demonstration one administrator, whose
 * password comes from the environment. Without it the server does not start, for nobody could ever sign in.
 */
@Component
class FirstAdministrator {

    private static final UserId ADMINISTRATOR = new UserId("admin");

    private final Directory directory;
    private final TransactionOperations transaction;
    private final boolean demo;
    private final String password;

    FirstAdministrator(
            Directory directory,
            TransactionOperations transaction,
            @Value("${countersign.demo:false}") boolean demo,
            @Value("${countersign.administrator.password:}") String password) {
        this.directory = directory;
        this.transaction = transaction;
        this.demo = demo;
        this.password = password;
    }

    /** Creates what is missing. @throws StartRefused when nobody could sign in */
    void ensure() {
        transaction.executeWithoutResult(status -> {
            Arrays.stream(Group.values())
                    .filter(group -> !directory.hasGroup(group.id()))
                    .forEach(group -> directory.saveGroup(group.id(), group.label()));
            if (!demo && directory.membersOf(Group.ADMINISTRATOR.id()).isEmpty()) {
                create();
            }
        });
    }

    private void create() {
        if (password.isBlank()) {
            throw new StartRefused(
                    "There is no administrator yet, and no password for the first one.",
                    "Set COUNTERSIGN_ADMIN_PASSWORD for this start. The administrator is called \"" + ADMINISTRATOR
                            + "\"; later starts do not need it.");
        }
        try {
            directory.saveUser(ADMINISTRATOR, "First", "Administrator", null, password);
        } catch (RuleViolation e) {
            throw new StartRefused(
                    "The password of the first administrator is refused. " + e.getMessage(),
                    "Set COUNTERSIGN_ADMIN_PASSWORD to a better one.");
        }
        directory.assignGroups(ADMINISTRATOR, Set.of(Group.ADMINISTRATOR.id()));
    }
}
