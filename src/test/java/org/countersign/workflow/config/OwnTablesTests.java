package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.countersign.policy.ListedPolicyChange;
import org.countersign.policy.PolicyChangeQuery;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyOrigin;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.Restores;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

/** Tables that a company made before the product shipped one of the same key. */
@CountersignTest
class OwnTablesTests {

    private static final String KEY = "own-quote-policy";
    private static final Actor ADMIN = new Actor(new UserId("own-tables-admin"), Set.of(Group.ADMINISTRATOR.id()));

    @Autowired
    CountersignEnginePlugin plugin;

    @Autowired
    SpringProcessEngineConfiguration configuration;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    ShippedTables shippedTables;

    @Autowired
    PolicyChanges changes;

    @Autowired
    Restores restores;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void nothingIsLeft() {
        repository.createDecisionDefinitionQuery().decisionDefinitionKey(KEY).list().stream()
                .map(table -> table.getDeploymentId())
                .distinct()
                .forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    @DisplayName(
            "A table of one’s own stays in force when the product first ships one of its key: that arrives as a proposal")
    void ownTablesStay() throws Exception {
        repository
                .createDeployment()
                .name("Ours")
                .addString(KEY + ".dmn", file("25000"))
                .deploy();

        start(file("30000"));
        start(file("30000"));

        assertThat(versions()).isOne();
        assertThat(proposed()).singleElement().satisfies(change -> {
            assertThat(change.origin()).isEqualTo(PolicyOrigin.SHIPPED);
            assertThat(changes.differences(changes.change(change.id(), Actor.SYSTEM), 9)
                            .get(0)
                            .english())
                    .contains("< 25000", "< 30000");
            changes.withdraw(change.id(), "Ours stays", ADMIN);
        });
    }

    @Test
    @DisplayName("What is shipped is not proposed while the server is held after a restore, but once it is released")
    void nothingIsProposedWhileHeld() throws Exception {
        repository
                .createDeployment()
                .name("Ours")
                .addString(KEY + ".dmn", file("25000"))
                .deploy();
        var server = AopTestUtils.<Object>getTargetObject(restores);
        jdbc.update("insert into restores (id, restored_at, seen_at, mails) values ('own-tables', now(6), now(6), 0)");
        ReflectionTestUtils.setField(server, "held", null);
        try {
            assertThat(restores.isHeld()).isTrue();
            start(file("40000"));
            assertThat(proposed()).isEmpty();
        } finally {
            jdbc.update("delete from restores where id = 'own-tables'");
            ReflectionTestUtils.invokeMethod(server, "look");
        }
        assertThat(proposed()).singleElement().satisfies(change -> changes.withdraw(change.id(), "Ours stays", ADMIN));
    }

    @Test
    @DisplayName("A table that nobody has is deployed when the product first ships it, and again when it ships another")
    void newTablesAreDeployed() throws Exception {
        start(file("25000"));
        start(file("30000"));

        assertThat(versions()).isEqualTo(2);
    }

    private List<ListedPolicyChange> proposed() {
        return changes.search(
                        new PolicyChangeQuery(KEY, PolicyChangeState.PROPOSED, null), Actor.SYSTEM, Pageable.ofSize(5))
                .getContent();
    }

    /** What the engine does with the product's files when it starts. */
    private void start(String file) {
        var all = configuration.getDeploymentResources();
        try {
            configuration.setDeploymentResources(new Resource[] {
                new NamedResource(new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)), KEY + ".dmn")
            });
            plugin.postProcessEngineBuild(engine);
            ReflectionTestUtils.invokeMethod(configuration, "autoDeployResources", engine);
        } finally {
            configuration.setDeploymentResources(all);
        }
        shippedTables.propose();
    }

    private long versions() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(KEY)
                .count();
    }

    private static String file(String bound) throws Exception {
        return Files.readString(Path.of("dmn/quote-policy.dmn"))
                .replace("id=\"quote-policy\"", "id=\"" + KEY + "\"")
                .replace("&lt; 25000", "&lt; " + bound);
    }
}
