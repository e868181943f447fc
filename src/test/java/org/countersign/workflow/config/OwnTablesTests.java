package org.countersign.workflow.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.countersign.policy.PolicyChangeQuery;
import org.countersign.policy.PolicyChangeState;
import org.countersign.policy.PolicyChanges;
import org.countersign.policy.PolicyOrigin;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.UserId;
import org.countersign.support.CountersignTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Pageable;
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
        var proposed = changes.search(
                        new PolicyChangeQuery(KEY, PolicyChangeState.PROPOSED, null), Actor.SYSTEM, Pageable.ofSize(5))
                .getContent();
        assertThat(proposed).singleElement().satisfies(change -> {
            assertThat(change.origin()).isEqualTo(PolicyOrigin.SHIPPED);
            assertThat(changes.differences(changes.change(change.id(), Actor.SYSTEM), 9)
                            .get(0)
                            .english())
                    .contains("< 25000", "< 30000");
            changes.withdraw(change.id(), "Ours stays", ADMIN);
        });
    }

    @Test
    @DisplayName("A table that nobody has is deployed when the product first ships it, and again when it ships another")
    void newTablesAreDeployed() throws Exception {
        start(file("25000"));
        start(file("30000"));

        assertThat(versions()).isEqualTo(2);
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
