package org.countersign.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.jdbc.core.JdbcTemplate;

/** A decision table that somebody broke in the database, past pages, checks and deployments, until it is closed. */
public final class BrokenTable implements AutoCloseable {

    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;
    private final JdbcTemplate jdbc;
    private final String key;
    private final String deployment;

    private BrokenTable(
            RepositoryService repository, ProcessEngineConfigurationImpl engine, JdbcTemplate jdbc, String key) {
        this.repository = repository;
        this.engine = engine;
        this.jdbc = jdbc;
        this.key = key;
        this.deployment = repository
                .createDeployment()
                .addString(file(), shipped(key))
                .deploy()
                .getId();
    }

    /** Deploys the shipped table as its newest version, and breaks it then. */
    public static BrokenTable of(
            String key,
            UnaryOperator<String> broken,
            RepositoryService repository,
            ProcessEngineConfigurationImpl engine,
            JdbcTemplate jdbc) {
        assertThat(broken.apply(shipped(key))).isNotEqualTo(shipped(key));
        var table = new BrokenTable(repository, engine, jdbc, key);
        table.write(broken.apply(shipped(key)));
        return table;
    }

    private static String shipped(String key) {
        try (var stream = BrokenTable.class.getResourceAsStream("/dmn/" + key + ".dmn")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file() {
        return key + ".dmn";
    }

    private void write(String content) {
        assertThat(jdbc.update(
                        "update ACT_GE_BYTEARRAY set BYTES_ = ? where DEPLOYMENT_ID_ = ? and NAME_ = ?",
                        content.getBytes(StandardCharsets.UTF_8),
                        deployment,
                        file()))
                .isOne();
        engine.getDeploymentCache().discardDecisionDefinitionCache();
    }

    @Override
    public void close() {
        write(shipped(key));
        repository.deleteDeployment(deployment, true);
        engine.getDeploymentCache().discardDecisionDefinitionCache();
    }
}
