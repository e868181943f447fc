package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.countersign.people.Directory;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.countersign.support.SignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class EngineDirectoryTests {

    @Autowired
    Directory directory;

    @Autowired
    SignedIn signedIn;

    @Test
    void aPersonWithoutEngineRightsCanBeTheOneWhoseRequestKeepsIdentities() {
        var user = new UserId("directory-anna");
        signedIn.as("somebody", () -> {
            directory.saveGroup("directory-group", "A group");
            directory.saveUser(user, "Anna", "Example", "anna@example.org", "secret");
            directory.assignGroups(user, Set.of("directory-group"));
        });
        assertThat(directory.hasUser(user)).isTrue();
        assertThat(directory.hasGroup("directory-group")).isTrue();
        assertThat(directory.groupsOf(user)).containsExactly("directory-group");
        assertThat(directory.membersOf("directory-group")).containsExactly(user);
    }

    @Test
    void assigningGroupsReplacesThoseHeld() {
        var user = new UserId("directory-berta");
        directory.saveGroup("directory-one", "One");
        directory.saveGroup("directory-two", "Two");
        directory.saveUser(user, "Berta", "Example", null, null);
        directory.assignGroups(user, Set.of("directory-one"));
        directory.assignGroups(user, Set.of("directory-two"));
        assertThat(directory.groupsOf(user)).containsExactly("directory-two");
    }

    @Test
    void anUnknownUserIsInNoGroupAndAnUnknownGroupHasNoMembers() {
        assertThat(directory.groupsOf(new UserId("nobody"))).isEmpty();
        assertThat(directory.membersOf("no-such-group")).isEmpty();
        assertThat(directory.hasUser(new UserId("nobody"))).isFalse();
    }
}
