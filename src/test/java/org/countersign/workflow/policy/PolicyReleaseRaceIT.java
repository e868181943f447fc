package org.countersign.workflow.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.RepositoryService;
import org.countersign.audit.AuditLog;
import org.countersign.shared.DocumentNumber;
import org.countersign.shared.Group;
import org.countersign.support.MariaDbTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MariaDbTest
class PolicyReleaseRaceIT {

    private static final String CHANGES = "/api/v1/policy-changes";
    private static final String TABLE = "race-policy";
    private static final List<String> RELEASERS = List.of("race-ben", "race-cleo", "race-dan");

    @Autowired
    private TestPeople people;

    @Autowired
    private TestDoor door;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private AuditLog audit;

    @BeforeEach
    void aTableAndItsAdministrators() {
        people.add("race-ada", Group.ADMINISTRATOR);
        RELEASERS.forEach(user -> people.add(user, Group.ADMINISTRATOR));
        deploy(PolicyChangeProcessTests.file(TABLE, 100));
    }

    @AfterEach
    void nobodyIsLeft() {
        people.add("race-ada");
        RELEASERS.forEach(people::add);
    }

    @Test
    @DisplayName(
            "One change that several release at the same moment comes into force once; the others read that it did")
    void aChangeIsReleasedOnce() throws Exception {
        for (int round = 1; round <= 3; round++) {
            var id = proposed(100 + round);
            var before = latestVersion();
            var released = events("policy-change.released").size();

            var statuses = releasedAtOnce(List.of(id, id, id));

            assertThat(statuses).as("round %s", round).containsExactlyInAnyOrder(200, 409, 409);
            assertThat(latestVersion()).isEqualTo(before + 1);
            assertThat(events("policy-change.released")).hasSize(released + 1);
        }
    }

    @Test
    @DisplayName("Of two changes of one table that are released at the same moment one comes into force")
    void oneOfTwoComesIntoForce() throws Exception {
        var ids = List.of(proposed(210), proposed(220));
        var before = latestVersion();

        assertThat(releasedAtOnce(ids)).containsExactlyInAnyOrder(200, 409);
        assertThat(latestVersion()).isEqualTo(before + 1);
    }

    private List<Integer> releasedAtOnce(List<String> ids) throws Exception {
        var together = new CyclicBarrier(ids.size());
        var threads = Executors.newFixedThreadPool(ids.size());
        try {
            var calls = new ArrayList<Future<Integer>>();
            for (int call = 0; call < ids.size(); call++) {
                var caller = door.as(RELEASERS.get(call));
                var path = CHANGES + "/" + ids.get(call) + "/release";
                calls.add(threads.submit(() -> {
                    together.await();
                    return caller.post(path, Map.of()).status();
                }));
            }
            var statuses = new ArrayList<Integer>();
            for (var call : calls) {
                statuses.add(call.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private String proposed(int bound) {
        var author = door.as("race-ada");
        var id = author.post(CHANGES, Map.of("table", TABLE, "reason", "Because"))
                .expect(201)
                .json()
                .path("id")
                .asText();
        author.put(CHANGES + "/" + id + "/candidate", Map.of("xml", PolicyChangeProcessTests.file(TABLE, bound)))
                .expect(200);
        author.post(CHANGES + "/" + id + "/proposal", null).expect(200);
        return id;
    }

    private List<String> events(String event) {
        return audit.entriesOf(new DocumentNumber("policy:" + TABLE)).stream()
                .map(entry -> entry.event())
                .filter(event::equals)
                .toList();
    }

    private int latestVersion() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(TABLE)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private void deploy(String file) {
        repository.createDeployment().addString(TABLE + ".dmn", file).deploy();
    }
}
