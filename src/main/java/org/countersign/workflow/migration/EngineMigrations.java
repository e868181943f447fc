package org.countersign.workflow.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.countersign.models.DeployedModels;
import org.countersign.models.MigrationElement;
import org.countersign.models.MigrationFinding;
import org.countersign.models.MigrationPlan;
import org.countersign.models.MigrationReport;
import org.countersign.models.MigrationStatement;
import org.countersign.models.ModelKind;
import org.countersign.models.ProcessMigrations;
import org.countersign.models.RunningInstance;
import org.countersign.models.RunningVersion;
import org.countersign.shared.Explanation;
import org.countersign.shared.UserId;
import org.countersign.workflow.config.EngineMigrationCommands;
import org.countersign.workflow.migration.Standing.Kind;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Processes of the engine, by version, and the engine's own way to move them. */
@Component
class EngineMigrations implements ProcessMigrations {

    private final MigrationDrafts drafts;
    private final Standing standing;
    private final InstanceSnapshot.Camera camera;
    private final DeployedModels deployed;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final EngineMigrationCommands commands;
    private final EngineGateway engine;
    private final JdbcClient database;
    private final TransactionTemplate apart;

    EngineMigrations(
            MigrationDrafts drafts,
            Standing standing,
            InstanceSnapshot.Camera camera,
            DeployedModels deployed,
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            EngineMigrationCommands commands,
            EngineGateway engine,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        this.drafts = drafts;
        this.standing = standing;
        this.camera = camera;
        this.deployed = deployed;
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.commands = commands;
        this.engine = engine;
        this.database = database;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public List<RunningVersion> running(String key) {
        var tallies = standing.tallies(key).stream()
                .collect(Collectors.toMap(
                        Standing.Tally::definition, tally -> tally, (one, other) -> one, HashMap::new));
        return engine.asProduct(() -> {
            var newest = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey(key)
                    .latestVersion()
                    .singleResult();
            if (newest == null) {
                return List.<RunningVersion>of();
            }
            tallies.putIfAbsent(newest.getId(), new Standing.Tally(newest.getId(), 0, 0, 0, 0));
            return repository
                    .createProcessDefinitionQuery()
                    .processDefinitionIdIn(tallies.keySet().toArray(String[]::new))
                    .unlimitedList()
                    .stream()
                    .sorted(Comparator.comparing(ProcessDefinition::getVersion).reversed())
                    .flatMap(definition ->
                            told(definition, newest, Objects.requireNonNull(tallies.get(definition.getId()))))
                    .toList();
        });
    }

    private Stream<RunningVersion> told(ProcessDefinition definition, ProcessDefinition newest, Standing.Tally tally) {
        return deployed.version(ModelKind.PROCESS, definition.getKey(), definition.getVersion()).stream()
                .map(version -> new RunningVersion(
                        version,
                        definition.getId().equals(newest.getId()),
                        definition.isSuspended(),
                        tally.instances(),
                        tally.called(),
                        tally.suspended(),
                        tally.incidents()));
    }

    @Override
    public boolean exists(String key, int version) {
        return drafts.find(key, version) != null;
    }

    @Override
    public List<RunningInstance> instances(String key, int version, long from, int most) {
        var definition = drafts.definition(key, version);
        return engine.asProduct(() -> told(standing.roots(definition.getId(), from, most), definition));
    }

    @Override
    public long count(String key, int version) {
        return standing.instances(drafts.definition(key, version).getId());
    }

    @Override
    public Optional<RunningInstance> instance(String key, int version, String idOrDocument) {
        var definition = drafts.definition(key, version);
        var found = standing.root(definition.getId(), idOrDocument);
        return engine.asProduct(
                () -> told(found.stream().toList(), definition).stream().findFirst());
    }

    private List<RunningInstance> told(List<Standing.Root> found, ProcessDefinition definition) {
        if (found.isEmpty()) {
            return List.of();
        }
        var file = new ProcessFile(definition.getKey(), repository.getBpmnModelInstance(definition.getId()));
        var steps = new HashMap<String, Set<RunningInstance.Step>>();
        database.sql("select PROC_INST_ID_, ACT_ID_ from ACT_RU_EXECUTION where PROC_INST_ID_ in (:instances)"
                        + " and ACT_ID_ is not null and IS_ACTIVE_ = true order by ACT_ID_")
                .param("instances", found.stream().map(Standing.Root::id).toList())
                .query((row, number) -> steps.computeIfAbsent(row.getString(1), id -> new LinkedHashSet<>())
                        .add(new RunningInstance.Step(
                                row.getString(2), MigrationAnalysis.label(file, row.getString(2)))))
                .list();
        return found.stream()
                .map(root -> new RunningInstance(
                        root.id(),
                        root.document(),
                        root.suspended(),
                        List.copyOf(steps.getOrDefault(root.id(), Set.of()))))
                .toList();
    }

    @Override
    public List<MigrationElement> places(String key, int version) {
        var definition = drafts.find(key, version);
        return definition == null
                ? List.of()
                : engine.asProduct(() -> MigrationAnalysis.places(drafts.file(definition)));
    }

    @Override
    public MigrationReport report(MigrationPlan plan) {
        if (!exists(plan.key(), plan.from()) || !exists(plan.key(), plan.to())) {
            // Whoever deletes a deployment deletes its versions; what was done with them stays to be read.
            return new MigrationReport(false, 0, 0, List.of(), List.of());
        }
        var analysis = drafts.analysis(plan);
        var source = analysis.versions().source();
        var there = standing.onDefinition(source);
        var losses = analysis.losses(there);
        var instances = standing.instances(source);
        var possible = analysis.plan() != null && analysis.faults().isEmpty();
        var findings = new ArrayList<>(analysis.faults());
        losses.forEach((element, why) -> {
            var finding = MigrationAnalysis.refused(element, why);
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        });
        findings.addAll(analysis.notes(there, instances));
        return new MigrationReport(
                possible,
                instances,
                !possible
                        ? 0
                        : losses.isEmpty()
                                ? instances
                                : standing.awayFrom(source, losses.keySet()).size(),
                analysis.elements(there, losses.keySet()),
                findings);
    }

    @Override
    public List<String> movable(MigrationPlan plan) {
        var analysis = drafts.analysis(plan);
        var source = analysis.versions().source();
        return standing.awayFrom(
                source, analysis.losses(standing.onDefinition(source)).keySet());
    }

    @Override
    public List<Explanation> rehearse(MigrationPlan plan, String instance) {
        var found = apart.execute(status -> {
            status.setRollbackOnly();
            return migrate(plan, instance, UserId.SYSTEM);
        });
        return found == null ? List.of() : found;
    }

    @Override
    public List<Explanation> migrate(MigrationPlan plan, String instance, UserId by) {
        var analysis = drafts.analysis(plan);
        var drawn = analysis.plan();
        if (drawn == null || !analysis.faults().isEmpty()) {
            return analysis.faults().stream().map(MigrationFinding::sentence).toList();
        }
        var refusals = refusals(analysis, plan.from(), instance);
        if (!refusals.isEmpty()) {
            return refusals;
        }
        var before = engine.asProduct(() -> camera.of(instance));
        try {
            commands.as(by, () -> {
                runtime.newMigration(drawn).processInstanceIds(instance).execute();
                return instance;
            });
        } catch (MigratingProcessInstanceValidationException e) {
            var report = e.getValidationReport();
            var file = analysis.versions().from();
            return Stream.concat(
                            Stream.concat(
                                    report.getFailures().stream(),
                                    report.getTransitionInstanceReports().stream()
                                            .flatMap(one -> one.getFailures().stream()
                                                    .map(failure -> said(file, one.getSourceScopeId(), failure)))),
                            report.getActivityInstanceReports().stream()
                                    .flatMap(one -> one.getFailures().stream()
                                            .map(failure -> said(file, one.getSourceScopeId(), failure))))
                    .distinct()
                    .map(failure -> Explanation.of(MigrationStatement.CANNOT_BE_MOVED, failure))
                    .toList();
        } catch (ProcessEngineException e) {
            return List.of(Explanation.of(MigrationStatement.CANNOT_BE_MOVED, brief(e)));
        }
        return before.lostIn(engine.asProduct(() -> camera.of(instance)));
    }

    private static String said(ProcessFile file, @Nullable String element, String failure) {
        return element == null ? failure : MigrationAnalysis.label(file, element) + ": " + failure;
    }

    /** What speaks against moving a process as it stands now, without moving it. */
    List<Explanation> refusals(MigrationAnalysis analysis, @Nullable Integer version, String instance) {
        var current = engine.asProduct(() ->
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult());
        if (current == null) {
            return List.of(Explanation.of(MigrationStatement.ENDED));
        }
        if (!current.getProcessDefinitionId().equals(analysis.versions().source())) {
            return List.of(Explanation.of(
                    MigrationStatement.ELSEWHERE,
                    version == null ? analysis.versions().source().split(":")[1] : version));
        }
        Map<String, Map<Kind, Long>> there = standing.ofInstance(instance);
        return List.copyOf(analysis.losses(there).values());
    }

    static String brief(Throwable e) {
        var said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return said.length() <= 300 ? said : said.substring(0, 299) + "…";
    }

    @Override
    public String begin(MigrationPlan plan, List<String> instances, UserId by) {
        var drawn = Objects.requireNonNull(drafts.analysis(plan).plan());
        return commands.as(
                by,
                () -> runtime.newMigration(drawn)
                        .processInstanceIds(instances)
                        .executeAsync()
                        .getId());
    }

    @Override
    public Optional<BatchProgress> progress(String batch) {
        return engine.asProduct(() -> Optional.ofNullable(
                        management.createBatchStatisticsQuery().batchId(batch).singleResult())
                .map(one -> new BatchProgress(one.isSuspended(), one.getRemainingJobs(), one.getFailedJobs())));
    }

    @Override
    public List<Failure> failures(String batch, int most) {
        return engine.asProduct(() -> find(batch)
                .map(found -> management
                        .createJobQuery()
                        .jobDefinitionId(found.getBatchJobDefinitionId())
                        .noRetriesLeft()
                        .listPage(0, most)
                        .stream()
                        .flatMap(job -> commands.instanceOf(job.getId()).stream()
                                .map(instance -> {
                                    var current = runtime.createProcessInstanceQuery()
                                            .processInstanceId(instance)
                                            .singleResult();
                                    return new Failure(
                                            new RunningInstance(
                                                    instance,
                                                    current == null ? null : current.getBusinessKey(),
                                                    current != null && current.isSuspended(),
                                                    List.of()),
                                            String.valueOf(job.getExceptionMessage()));
                                }))
                        .toList())
                .orElse(List.of()));
    }

    @Override
    public boolean suspend(String batch, boolean suspended) {
        return engine.asProduct(() -> {
            var found = find(batch);
            found.map(Batch::getId).ifPresent(suspended ? management::suspendBatchById : management::activateBatchById);
            return found.isPresent();
        });
    }

    @Override
    public boolean retry(String batch) {
        return engine.asProduct(() -> {
            var found = find(batch);
            found.ifPresent(one -> management.setJobRetriesByJobDefinitionId(one.getBatchJobDefinitionId(), 1));
            return found.isPresent();
        });
    }

    @Override
    public void stop(String batch) {
        engine.asProduct(() -> {
            find(batch).ifPresent(found -> management.deleteBatch(batch, false));
            return batch;
        });
    }

    private Optional<Batch> find(String batch) {
        return Optional.ofNullable(management.createBatchQuery().batchId(batch).singleResult());
    }
}
