package org.countersign.models;

import static org.countersign.shared.RuleViolation.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.shared.Actor;
import org.countersign.shared.Group;
import org.countersign.shared.NotAllowed;
import org.countersign.shared.NotFound;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/**
 * The models that the server runs by, for those who make them, keep them and look after them: process analysts, and whoever
 * reads everything.
 */
@Service
public class ModelLibrary {

    private static final int MOST_REMEMBERED = 1000;

    private final DeployedModels deployed;

    /** A version never changes, so neither does what is remembered of it. */
    private final Map<String, Essence> essences = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Essence> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    ModelLibrary(DeployedModels deployed) {
        this.deployed = deployed;
    }

    /** Whether somebody may see models. */
    public static boolean mayRead(Actor actor) {
        return actor.readsEverything() || actor.isIn(Group.PROCESS_ANALYST);
    }

    /** @throws NotAllowed unless the actor may see models */
    public void demandRead(Actor actor) {
        if (!mayRead(actor)) {
            throw new NotAllowed(Group.PROCESS_ANALYST, Group.ADMINISTRATOR, Group.OPERATIONS, Group.AUDITOR);
        }
    }

    /** All models of a kind, by key. */
    public List<ModelSummary> all(ModelKind kind, Actor actor) {
        demandRead(actor);
        var newest = deployed.newest(kind);
        var processes = kind == ModelKind.PROCESS ? newest : deployed.newest(ModelKind.PROCESS);
        var uses = processes.stream()
                .flatMap(process -> essenceOf(process).uses().stream())
                .filter(use -> use.kind() == kind)
                .collect(Collectors.groupingBy(ModelUse::key));
        var running = kind == ModelKind.PROCESS ? deployed.running() : Map.<String, Long>of();
        return newest.stream()
                .map(version -> new ModelSummary(
                        version,
                        essenceOf(version).documentation(),
                        uses.getOrDefault(version.key(), List.of()),
                        running.getOrDefault(version.key(), 0L)))
                .toList();
    }

    /**
     * The newest version of a model.
     *
     * @param kind what it is; null where that does not matter: a process goes before a decision, and that before a form
     * @throws NotFound where none is deployed
     */
    public ModelVersion newest(@Nullable ModelKind kind, String key, Actor actor) {
        demandRead(actor);
        return kinds(kind).stream()
                .map(one -> deployed.newest(one, key))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new NotFound("model", key));
    }

    /** A version of a model. @throws NotFound where there is none */
    public ModelVersion version(@Nullable ModelKind kind, String key, int version, Actor actor) {
        var newest = newest(kind, key, actor);
        return newest.version() == version
                ? newest
                : deployed.version(newest.kind(), key, version)
                        .orElseThrow(() -> new NotFound("version " + version + " of the model", key));
    }

    /** The version before another; empty for the first, and where those before are gone. */
    public Optional<ModelVersion> before(ModelVersion version, Actor actor) {
        demandRead(actor);
        return deployed.before(version);
    }

    /** Versions of a model, the newest first. */
    public Page<ModelVersion> versions(@Nullable ModelKind kind, String key, Actor actor, Pageable page) {
        var newest = newest(kind, key, actor);
        return new PageImpl<>(
                deployed.versions(newest.kind(), key, page.getOffset(), page.getPageSize()),
                page,
                deployed.count(newest.kind(), key));
    }

    /** The file of a version, byte by byte as it was deployed. */
    public byte[] file(ModelVersion version, Actor actor) {
        demandRead(actor);
        return deployed.file(version);
    }

    /**
     * A process as BPMN for drawing, its elements called by other names.
     *
     * @throws org.countersign.shared.RuleViolation when its file cannot be read
     */
    public String diagram(ModelVersion version, ElementNaming naming, Actor actor) {
        return ProcessDrawing.named(version.key(), file(version, actor), naming);
    }

    /** What a process says. @throws org.countersign.shared.RuleViolation when its file cannot be read */
    public ProcessModel process(ModelVersion version, Actor actor) {
        return ProcessReader.read(version.key(), file(version, actor));
    }

    /** What a decision says. @throws org.countersign.shared.RuleViolation when its file cannot be read */
    public DecisionModel decision(ModelVersion version, Actor actor) {
        return DecisionReader.read(version.key(), file(version, actor));
    }

    /**
     * What a form says.
     *
     * @param language of the reader: what we ship is said in it
     * @throws org.countersign.shared.RuleViolation when its file cannot be read
     */
    public FormModel form(ModelVersion version, Locale language, Actor actor) {
        return FormReader.read(version.key(), deployed.said(version, file(version, actor), language));
    }

    /**
     * What a later version says otherwise than an earlier one.
     *
     * @throws org.countersign.shared.RuleViolation when a file cannot be read, or they are no versions of one model
     */
    public List<ModelDifference> differences(ModelVersion from, ModelVersion to, Actor actor) {
        check(
                from.kind() == to.kind() && from.key().equals(to.key()),
                ModelRule.ONLY_VERSIONS_OF_ONE_MODEL,
                from.called());
        var earlier = file(from, actor);
        var later = file(to, actor);
        return switch (to.kind()) {
            case PROCESS -> ProcessDifferences.between(to.key(), earlier, later);
            case DECISION ->
                DecisionDifferences.between(
                        DecisionReader.read(to.key(), earlier), DecisionReader.read(to.key(), later));
            case FORM -> FormDifferences.between(to.key(), earlier, later);
        };
    }

    /** Which models there are, each as its kind and, right behind it, its key. */
    public Set<String> known(Actor actor) {
        demandRead(actor);
        return Arrays.stream(ModelKind.values())
                .flatMap(kind -> deployed.newest(kind).stream().map(version -> kind + version.key()))
                .collect(Collectors.toSet());
    }

    /** Which steps of the processes, as they run now, show a form, ask a decision or call a process; the processes by key. */
    public List<ModelUse> usesOf(ModelVersion version, Actor actor) {
        demandRead(actor);
        return deployed.newest(ModelKind.PROCESS).stream()
                .flatMap(process -> essenceOf(process).uses().stream())
                .filter(use -> use.kind() == version.kind() && use.key().equals(version.key()))
                .toList();
    }

    /** How many instances of a process run, by version. */
    public Map<Integer, Long> running(String process, Actor actor) {
        demandRead(actor);
        return deployed.running(process);
    }

    private Essence essenceOf(ModelVersion version) {
        var known = essences.get(version.id());
        if (known != null) {
            return known;
        }
        var essence = Essence.of(version, deployed.file(version));
        essences.put(version.id(), essence);
        return essence;
    }

    private static List<ModelKind> kinds(@Nullable ModelKind kind) {
        return kind == null ? List.of(ModelKind.values()) : List.of(kind);
    }
}
