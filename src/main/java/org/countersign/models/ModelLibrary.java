package org.countersign.models;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A version never changes, so neither does what it says first. */
    private final Map<String, String> sentences = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
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
        var running = kind == ModelKind.PROCESS ? deployed.running() : Map.<String, Long>of();
        return deployed.newest(kind).stream()
                .map(version -> new ModelSummary(version, sentenceOf(version), running.getOrDefault(version.key(), 0L)))
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

    /** How many instances of a process run, by version. */
    public Map<Integer, Long> running(String process, Actor actor) {
        demandRead(actor);
        return deployed.running(process);
    }

    private String sentenceOf(ModelVersion version) {
        var known = sentences.get(version.id());
        if (known != null) {
            return known;
        }
        var sentence = FirstSentence.of(version, deployed.file(version));
        sentences.put(version.id(), sentence);
        return sentence;
    }

    private static List<ModelKind> kinds(@Nullable ModelKind kind) {
        return kind == null ? List.of(ModelKind.values()) : List.of(kind);
    }
}
