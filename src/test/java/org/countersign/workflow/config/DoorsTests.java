package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.countersign.shared.Group;
import org.countersign.support.CountersignTest;
import org.countersign.support.TestDoor;
import org.countersign.support.TestPeople;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CountersignTest
class DoorsTests {

    @Autowired
    TestDoor door;

    @Autowired
    TestPeople people;

    @BeforeEach
    void somebody() {
        people.add("doors-ada", Group.REQUESTER);
    }

    @Test
    void nobodyGetsInUnnamed() {
        assertThat(door.anonymous().get("/engine-rest/task").status()).isEqualTo(401);
        assertThat(door.as("doors-ada").get("/engine-rest/task").expect(200).header("Set-Cookie"))
                .isNull();
    }
}
