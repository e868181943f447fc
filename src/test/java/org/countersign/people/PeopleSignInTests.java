package org.countersign.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People kept by REST are the people of the engine, in one transaction. */
@CountersignTest
class PeopleSignInTests {

    @Autowired
    private TestDoor door;

    @Autowired
    private TestPeople people;

    @Autowired
    private IdentityService identity;

    @BeforeEach
    void anAdministratorAndAnAuditor() {
        people.add("signin-admin", Group.ADMINISTRATOR);
        people.add("signin-auditor", Group.AUDITOR);
    }

    @Test
    void whoIsAddedCanSignInUntilDeactivated() {
        var person = new java.util.HashMap<String, Object>(Map.of(
                "user",
                "signin-new",
                "firstName",
                "Nina",
                "lastName",
                "Neu",
                "password",
                "nina-1",
                "groups",
                List.of("requester")));
        door.as("signin-admin").post("/api/v1/people", person).expect(201);

        door.as("signin-new", "nina-1").get("/api/v1/people/signin-new").expect(200);
        door.as("signin-new", "wrong").get("/api/v1/people/signin-new").expect(401);
        assertThat(identity.createGroupQuery()
                        .groupMember("signin-new")
                        .singleResult()
                        .getId())
                .isEqualTo("requester");

        person.put("active", false);
        door.as("signin-admin").put("/api/v1/people/signin-new", person).expect(200);
        door.as("signin-new", "nina-1").get("/api/v1/people/signin-new").expect(401);
    }

    @Test
    void aRefusedProfileLeavesNoAccountBehind() {
        door.as("signin-admin")
                .post(
                        "/api/v1/people",
                        Map.of("user", "signin-none", "firstName", "No", "lastName", "One", "manager", "signin-nobody"))
                .expect(422);
        assertThat(identity.createUserQuery().userId("signin-none").count()).isZero();
    }

    @Test
    @DisplayName("R25: the trail of a person verifies over REST, for those who may read it")
    void theTrailOfAPersonVerifies() {
        door.as("signin-admin")
                .post("/api/v1/people", Map.of("user", "signin-seen", "firstName", "S", "lastName", "Een"))
                .expect(201);
        var trail = door.as("signin-auditor")
                .get("/api/v1/audit/person:signin-seen")
                .expect(200);
        assertThat(trail.json().path("verified").asBoolean()).isTrue();
        assertThat(trail.json().path("entries").get(0).path("by").asText()).isEqualTo("signin-admin");
        door.as("signin-seen").get("/api/v1/audit/person:signin-seen").expect(401);
        door.anonymous().get("/api/v1/audit/person:signin-seen").expect(401);
    }

    @Test
    void anOrganisationsOwnGroupIsOneOfTheEngine() {
        door.as("signin-admin")
                .post("/api/v1/groups", Map.of("id", "signin-board", "name", "Board"))
                .expect(201);
        assertThat(identity.createGroupQuery()
                        .groupId("signin-board")
                        .singleResult()
                        .getName())
                .isEqualTo("Board");
    }
}
