package org.countersign.workflow.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.countersign.workflow.models.Finding;
import org.countersign.workflow.models.FormFile;
import org.countersign.workflow.models.ModelCheck;
import org.countersign.workflow.models.ModelWorld;
import org.countersign.workflow.models.ProcessFile;
import org.countersign.workflow.models.ProductContract;
import org.countersign.workflow.models.Severity;
import org.countersign.workflow.support.EngineGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Says of files that somebody wants to deploy what would break, beside what is deployed. Deploys nothing. */
@Component
@Lazy
public class ModelChecks {

    /** The rule of files that are not even read through. */
    public static final String BOMB = "FILES_ARE_NO_BOMBS";

    private static final String OWN_CODE = "NO_CODE_OF_THEIR_OWN";
    private static final String UNREADABLE = "FILES_CAN_BE_READ";
    private static final String SAVE_ANEW = "Open it in Modeler and save it anew.";
    private static final String ADVICE =
            "What a process does is a bean of the product: see the guide for process analysts.";

    private static final String SMALLER =
            "Deploy what belongs together, as Modeler writes it, and the rest on its own.";

    private final ModelBeans beans;
    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl configuration;
    private final ResourcePatternResolver resources;
    private final EngineGateway engine;
    private final ModelGuard guard;
    private @Nullable ProductContract product;

    ModelChecks(
            ModelBeans beans,
            RepositoryService repository,
            ProcessEngineConfigurationImpl configuration,
            ResourcePatternResolver resources,
            EngineGateway engine) {
        this.beans = beans;
        this.repository = repository;
        this.configuration = configuration;
        this.resources = resources;
        this.engine = engine;
        this.guard = new ModelGuard(name -> Optional.ofNullable(beans.typeOf(name)));
    }

    /** What is found in the files of one deployment, errors first. */
    public List<Finding> check(List<ModelCheck.Source> files) {
        var bytes = files.stream().mapToLong(file -> file.content().length).sum();
        if (bytes > ModelGuard.MOST_BYTES) {
            return List.of(new Finding(
                    files.get(0).name(),
                    null,
                    0,
                    0,
                    Severity.ERROR,
                    BOMB,
                    "The files of this deployment come to " + bytes / 1024 + " kB, and " + ModelGuard.MOST_BYTES / 1024
                            + " kB are the most",
                    SMALLER));
        }
        var findings = new ArrayList<Finding>();
        var readable = new ArrayList<ModelCheck.Source>();
        for (var file : files) {
            var faults = guard.faultsOf(file.name(), file.content(), false);
            faults.forEach(fault -> findings.add(new Finding(
                    file.name(),
                    fault.element(),
                    fault.line(),
                    fault.column(),
                    Severity.ERROR,
                    ruleOf(fault),
                    fault.message(),
                    switch (ruleOf(fault)) {
                        case BOMB -> SMALLER;
                        case UNREADABLE -> SAVE_ANEW;
                        default -> ADVICE;
                    })));
            if (faults.stream().noneMatch(fault -> fault.element() == null)) {
                readable.add(file);
            }
        }
        if (!readable.isEmpty()) {
            ModelCheck.findings(readable, engine.asProduct(this::deployed)).stream()
                    .filter(finding -> findings.stream().noneMatch(said -> isSame(said, finding)))
                    .toList()
                    .forEach(findings::add);
        }
        return findings;
    }

    private static String ruleOf(ModelGuard.Fault fault) {
        if (ModelGuard.BOMBS.contains(fault.message())) {
            return BOMB;
        }
        return ModelGuard.UNREADABLE.contains(fault.message()) ? UNREADABLE : OWN_CODE;
    }

    /** What is deployed, for those who look at models in other ways. */
    public ModelWorld world() {
        return engine.asProduct(this::deployed);
    }

    /** The same, and what the engine itself would say when it reads the files. */
    public List<Finding> checkWithoutDeploying(List<ModelCheck.Source> files) {
        var findings = new ArrayList<>(check(files));
        if (findings.stream().anyMatch(finding -> finding.rule().equals(BOMB))) {
            return findings;
        }
        for (var file : files) {
            var known = findings.stream()
                    .anyMatch(finding ->
                            finding.isError() && finding.file().equals(file.name()) && finding.element() == null);
            if (!known && file.name().toLowerCase(Locale.ROOT).endsWith(".bpmn")) {
                findings.addAll(faultsOfTheEngine(file));
            }
        }
        return findings;
    }

    private List<Finding> faultsOfTheEngine(ModelCheck.Source file) {
        try {
            configuration.getCommandExecutorTxRequired().execute(context -> {
                var deployment = new DeploymentEntity();
                deployment.setNew(false);
                return new BpmnParser(configuration.getExpressionManager(), configuration.getBpmnParseFactory())
                        .createParse()
                        .sourceInputStream(new ByteArrayInputStream(file.content()))
                        .deployment(deployment)
                        .name(file.name())
                        .execute();
            });
            return List.of();
        } catch (ParseException e) {
            return e.getResorceReports().stream()
                    .flatMap(report -> report.getErrors().stream())
                    .map(problem -> new Finding(
                            file.name(),
                            problem.getMainElementId(),
                            problem.getLine(),
                            problem.getColumn(),
                            Severity.ERROR,
                            "THE_ENGINE_READS_IT",
                            problem.getMessage(),
                            "Correct it in Modeler."))
                    .toList();
        }
    }

    /** The guard has said already, at the same element, that its code is none of the product's. */
    private static boolean isSame(Finding said, Finding finding) {
        return said.rule().equals(OWN_CODE)
                && said.file().equals(finding.file())
                && Objects.equals(said.element(), finding.element())
                && List.of("DELEGATES_ARE_BEANS", "FEEL_ALONE", "TYPES_ARE_THOSE_OF_THE_ENGINE")
                        .contains(finding.rule());
    }

    private ModelWorld deployed() {
        Map<String, ProcessFile> processes = new LinkedHashMap<>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(definition -> processes.put(
                        definition.getKey(),
                        new ProcessFile(definition.getKey(), repository.getBpmnModelInstance(definition.getId()))));
        return new ModelWorld(
                beans::typeOf, processes, this::hasDecision, this::form, this::hasGroup, this::hasPerson, contract());
    }

    private boolean hasDecision(String key) {
        return engine.asProduct(() -> repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .latestVersion()
                        .count()
                > 0);
    }

    /** The databases differ in whether capitals matter; whoever asks a group later has to spell it as it is. */
    private boolean hasGroup(String id) {
        return engine.asProduct(() -> configuration.getIdentityService().createGroupQuery().groupId(id).list().stream()
                .anyMatch(group -> group.getId().equals(id)));
    }

    private boolean hasPerson(String user) {
        return engine.asProduct(() -> configuration.getIdentityService().createUserQuery().userId(user).list().stream()
                .anyMatch(person -> person.getId().equals(user)));
    }

    private @Nullable FormFile form(String id) {
        return engine.asProduct(() -> {
            var form = configuration
                    .getCommandExecutorTxRequired()
                    .execute(
                            context -> context.getCamundaFormDefinitionManager().findLatestDefinitionByKey(id));
            if (form == null) {
                return null;
            }
            try (var content = repository.getResourceAsStream(form.getDeploymentId(), form.getResourceName())) {
                return FormFile.of(id, new String(content.readAllBytes(), StandardCharsets.UTF_8));
            } catch (JsonProcessingException e) {
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Read once, and only when somebody deploys. */
    private synchronized ProductContract contract() {
        if (product == null) {
            product = ProductContract.of(
                    shipped("bpmn")
                            .map(file -> ProcessFile.of(nameOf(file), textOf(file)))
                            .toList(),
                    shipped("form")
                            .map(file -> FormFile.of(nameOf(file), textOf(file)))
                            .toList());
        }
        return product;
    }

    private Stream<Resource> shipped(String suffix) {
        try {
            var folder = suffix.equals("form") ? "forms" : suffix;
            return Arrays.stream(resources.getResources("classpath*:" + folder + "/*." + suffix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Resource file) {
        return String.valueOf(file.getFilename()).replaceFirst("\\.[a-z]+$", "");
    }

    private static String textOf(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
