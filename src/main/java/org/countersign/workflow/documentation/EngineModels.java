package org.countersign.workflow.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.countersign.models.DeployedModels;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelOrigin;
import org.countersign.models.ModelVersion;
import org.countersign.shared.UserId;
import org.countersign.workflow.config.FormTexts;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The models in the engine's tables, each list in two statements: the engine's own queries ask for the deployment of each
 * version, and know no query for forms.
 */
@Component
class EngineModels implements DeployedModels {

    private static final String BY_PAGE = "countersign:policy-change:";
    private static final String BY_MODELER = "camunda modeler";

    private static final Map<ModelKind, String> TABLES = Map.of(
            ModelKind.PROCESS, "ACT_RE_PROCDEF",
            ModelKind.DECISION, "ACT_RE_DECISION_DEF",
            ModelKind.FORM, "ACT_RE_CAMFORMDEF");

    private final JdbcClient database;
    private final RepositoryService repository;
    private final SpringProcessEngineConfiguration configuration;
    private final FormTexts forms;
    private final EngineGateway engine;

    EngineModels(
            JdbcClient database,
            RepositoryService repository,
            SpringProcessEngineConfiguration configuration,
            FormTexts forms,
            EngineGateway engine) {
        this.database = database;
        this.repository = repository;
        this.configuration = configuration;
        this.forms = forms;
        this.engine = engine;
    }

    @Override
    public List<ModelVersion> newest(ModelKind kind) {
        var sql = selected(kind) + """
             join (select KEY_ as NEWEST_KEY, max(VERSION_) as NEWEST_VERSION from %s group by KEY_) n
            on n.NEWEST_KEY = d.KEY_ and n.NEWEST_VERSION = d.VERSION_ order by d.KEY_
            """.formatted(TABLES.get(kind));
        return read(kind, database.sql(sql));
    }

    @Override
    public Optional<ModelVersion> newest(ModelKind kind, String key) {
        return versions(kind, key, 0, 1).stream().findFirst();
    }

    @Override
    public Optional<ModelVersion> version(ModelKind kind, String key, int version) {
        return one(kind, key, "d.VERSION_ = :version", version);
    }

    @Override
    public Optional<ModelVersion> before(ModelVersion version) {
        return one(version.kind(), version.key(), "d.VERSION_ < :version", version.version());
    }

    private Optional<ModelVersion> one(ModelKind kind, String key, String condition, int version) {
        var sql = selected(kind) + " where d.KEY_ = :key and " + condition + " order by d.VERSION_ desc limit 1";
        return read(kind, database.sql(sql).param("key", key).param("version", version)).stream()
                .findFirst();
    }

    @Override
    public List<ModelVersion> versions(ModelKind kind, String key, long from, int most) {
        var sql = selected(kind) + " where d.KEY_ = :key order by d.VERSION_ desc limit :most offset :from";
        return read(
                kind, database.sql(sql).param("key", key).param("most", most).param("from", from));
    }

    @Override
    public long count(ModelKind kind, String key) {
        return database.sql("select count(*) from " + TABLES.get(kind) + " where KEY_ = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    @Override
    public byte[] file(ModelVersion version) {
        return engine.asProduct(() -> {
            try (var file = repository.getResourceAsStream(version.deployment().id(), version.file())) {
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public byte[] said(ModelVersion version, byte[] file, Locale language) {
        return version.kind() == ModelKind.FORM ? forms.in(language, file) : file;
    }

    @Override
    public Map<String, Long> running() {
        var counted = new HashMap<String, Long>();
        database.sql("""
            select d.KEY_ as process, sum(e.instances) as instances from ACT_RE_PROCDEF d join
            (select PROC_DEF_ID_, count(*) as instances from ACT_RU_EXECUTION where PARENT_ID_ is null
            group by PROC_DEF_ID_) e on e.PROC_DEF_ID_ = d.ID_ group by d.KEY_
            """).query(row -> {
            counted.put(row.getString("process"), row.getLong("instances"));
        });
        return counted;
    }

    @Override
    public Map<Integer, Long> running(String process) {
        var counted = new HashMap<Integer, Long>();
        database.sql("""
            select d.VERSION_ as version, count(*) as instances from ACT_RE_PROCDEF d
            join ACT_RU_EXECUTION e on e.PROC_DEF_ID_ = d.ID_
            where d.KEY_ = :key and e.PARENT_ID_ is null group by d.VERSION_
            """).param("key", process).query(row -> {
            counted.put(row.getInt("version"), row.getLong("instances"));
        });
        return counted;
    }

    private static String selected(ModelKind kind) {
        return "select d.ID_ as id, d.KEY_ as model, d.VERSION_ as version, d.RESOURCE_NAME_ as file, "
                + (kind == ModelKind.FORM ? "null" : "d.NAME_") + " as name,"
                + " p.ID_ as deployment, p.DEPLOY_TIME_ as at, p.NAME_ as deployment_name, p.SOURCE_ as source"
                + " from " + TABLES.get(kind) + " d join ACT_RE_DEPLOYMENT p on p.ID_ = d.DEPLOYMENT_ID_";
    }

    private List<ModelVersion> read(ModelKind kind, StatementSpec statement) {
        var found = statement.query((row, number) -> version(kind, row)).list();
        var people = deployedBy(found.stream()
                .map(version -> version.deployment().id())
                .distinct()
                .toList());
        return found.stream()
                .map(version -> told(version, people.get(version.deployment().id())))
                .toList();
    }

    private static ModelVersion version(ModelKind kind, ResultSet row) throws SQLException {
        return new ModelVersion(
                row.getString("id"),
                kind,
                row.getString("model"),
                row.getString("name"),
                row.getInt("version"),
                row.getString("file"),
                new ModelVersion.Deployment(
                        row.getString("deployment"),
                        row.getTimestamp("at").toInstant(),
                        ModelOrigin.DEPLOYED,
                        null,
                        null,
                        row.getString("deployment_name"),
                        row.getString("source")));
    }

    /** Who deployed what stands in the engine's log of what people did. */
    private Map<String, String> deployedBy(List<String> deployments) {
        var people = new HashMap<String, String>();
        if (!deployments.isEmpty()) {
            database.sql("""
                select DEPLOYMENT_ID_ as deployment, USER_ID_ as person from ACT_HI_OP_LOG
                where ENTITY_TYPE_ = 'Deployment' and OPERATION_TYPE_ = 'Create' and DEPLOYMENT_ID_ in (:deployments)
                and USER_ID_ is not null
                """).param("deployments", deployments).query(row -> {
                people.put(row.getString("deployment"), row.getString("person"));
            });
        }
        return people;
    }

    private ModelVersion told(ModelVersion version, @Nullable String by) {
        var deployment = version.deployment();
        var source = deployment.source();
        var change =
                by == null && source != null && source.startsWith(BY_PAGE) ? source.substring(BY_PAGE.length()) : null;
        return new ModelVersion(
                version.id(),
                version.kind(),
                version.key(),
                version.name(),
                version.version(),
                version.file(),
                new ModelVersion.Deployment(
                        deployment.id(),
                        deployment.at(),
                        originOf(deployment, by, change),
                        by == null ? null : new UserId(by),
                        change,
                        deployment.name(),
                        source));
    }

    private ModelOrigin originOf(ModelVersion.Deployment deployment, @Nullable String by, @Nullable String change) {
        if (change != null) {
            return ModelOrigin.PAGE;
        }
        var source = deployment.source();
        if (source != null && source.toLowerCase(Locale.ROOT).contains(BY_MODELER)) {
            return ModelOrigin.MODELER;
        }
        return by == null && source == null && Objects.equals(configuration.getDeploymentName(), deployment.name())
                ? ModelOrigin.SHIPPED
                : ModelOrigin.DEPLOYED;
    }
}
