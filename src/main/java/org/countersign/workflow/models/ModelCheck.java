package org.countersign.workflow.models;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at several files as one deployment, on top of what is deployed already: what each says by itself, and whether all
 * of it fits together.
 */
public final class ModelCheck {

    /**
     * A file that somebody wants to deploy.
     *
     * @param name with its suffix
     */
    public record Source(String name, byte[] content) {}

    private static final String UNREADABLE = "FILES_CAN_BE_READ";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

    private final ModelWorld deployed;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, ProcessFile> processes = new LinkedHashMap<>();
    private final Map<String, DecisionFile> decisions = new LinkedHashMap<>();
    private final Map<String, FormFile> forms = new LinkedHashMap<>();
    private final Map<String, Places> places = new LinkedHashMap<>();

    private ModelCheck(ModelWorld deployed) {
        this.deployed = deployed;
    }

    /**
     * What is found in files, errors first.
     *
     * @param deployed what there is without them
     */
    public static List<Finding> findings(List<Source> files, ModelWorld deployed) {
        var check = new ModelCheck(deployed);
        files.forEach(check::read);
        check.look();
        return check.findings.stream()
                .filter(finding -> finding.severity() != Severity.HOUSE)
                .distinct()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::file)
                        .thenComparing(Finding::line))
                .toList();
    }

    private void read(Source file) {
        var lower = file.name().toLowerCase(Locale.ROOT);
        var text = new String(file.content(), StandardCharsets.UTF_8);
        var name = nameOf(file.name());
        try {
            if (lower.endsWith(".bpmn") || lower.endsWith(".bpmn20.xml")) {
                places.put(file.name(), new Places(file.content()));
                readProcess(file.name(), ProcessFile.of(name, text));
            } else if (lower.endsWith(".dmn") || lower.endsWith(".dmn11.xml")) {
                places.put(file.name(), new Places(file.content()));
                decisions.put(file.name(), DecisionFile.of(name, text));
            } else if (lower.endsWith(".form")) {
                forms.put(file.name(), FormFile.of(name, text));
            }
        } catch (ModelException | IllegalArgumentException e) {
            findings.add(new Finding(
                    file.name(),
                    null,
                    0,
                    0,
                    Severity.ERROR,
                    UNREADABLE,
                    "The file cannot be read: " + reasonOf(e),
                    "Open it in Modeler and save it anew."));
        }
    }

    private void readProcess(String file, ProcessFile process) {
        if (process.processes().isEmpty()) {
            findings.add(new Finding(
                    file,
                    null,
                    0,
                    0,
                    Severity.ERROR,
                    UNREADABLE,
                    "The file has no process that can run",
                    "Tick \"executable\" at the process."));
        } else {
            processes.put(file, process);
        }
    }

    private static String reasonOf(Throwable e) {
        var deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        var said = Objects.requireNonNullElse(
                deepest.getMessage(), deepest.getClass().getSimpleName());
        return said.lines().findFirst().orElse("").strip();
    }

    private static String nameOf(String file) {
        var bare = file.substring(file.lastIndexOf('/') + 1);
        return bare.replaceFirst("(?i)(\\.bpmn|\\.bpmn20\\.xml|\\.dmn|\\.dmn11\\.xml|\\.form)$", "");
    }

    private void look() {
        var world = together();
        processes.forEach((file, process) -> {
            for (var rule : ProcessRule.values()) {
                rule.violations(process, world).forEach(violation -> add(file, rule, violation));
            }
            for (var rule : DeploymentRule.values()) {
                rule.violations(process, world).forEach(violation -> add(file, rule, violation));
            }
        });
        decisions.forEach((file, decision) -> {
            for (var rule : DecisionRule.values()) {
                rule.violations(decision).forEach(violation -> add(file, rule, violation));
            }
        });
        var words = words(world);
        forms.forEach((file, form) -> {
            for (var rule : FormRule.values()) {
                rule.violations(form, words).forEach(violation -> add(file, rule, violation));
            }
        });
        lookAtWhatStays(world);
    }

    /** What is deployed already meets what is new: its forms, and the processes that it calls. */
    private void lookAtWhatStays(ModelWorld world) {
        var rule = DeploymentRule.FORMS_ASK_WHAT_IS_READ;
        forms.forEach((file, form) -> others(world).forEach(process -> {
            var shown = new HashSet<String>();
            process.all(UserTask.class).stream()
                    .filter(task -> form.form().path("id").asText().equals(task.getCamundaFormRef()))
                    .forEach(task -> shown.add(task.getId()));
            rule.violations(process, world)
                    .filter(violation -> shown.contains(violation.element()))
                    .forEach(violation -> add(file, rule, new Violation(null, process + ", " + violation)));
        }));
        var callers = new LinkedHashSet<ProcessFile>();
        processes.forEach((file, process) ->
                process.processes().forEach(one -> addCallers(one.getId(), world, new HashSet<>(), callers)));
        callers.removeAll(processes.values());
        var approved = DeploymentRule.ORDERS_ARE_APPROVED_FIRST;
        var called = String.join(", ", new TreeSet<>(processes.keySet()));
        callers.forEach(caller -> approved.violations(caller, world)
                .forEach(violation -> add(called, approved, new Violation(null, caller + ", " + violation))));
    }

    private Stream<ProcessFile> others(ModelWorld world) {
        return world.processes().values().stream().distinct().filter(process -> !processes.containsValue(process));
    }

    private static void addCallers(String key, ModelWorld world, Set<String> seen, Set<ProcessFile> callers) {
        if (seen.add(key)) {
            for (var caller : world.callersOf(key)) {
                callers.add(caller);
                addCallers(caller.key(), world, seen, callers);
            }
        }
    }

    private ModelWorld together() {
        var all = new LinkedHashMap<>(deployed.processes());
        processes.values().forEach(file -> file.processes().forEach(process -> all.put(process.getId(), file)));
        var newDecisions = new HashSet<String>();
        decisions.values().forEach(file -> file.all(Decision.class).forEach(one -> newDecisions.add(one.getId())));
        return new ModelWorld(
                deployed.beans(),
                all,
                key -> newDecisions.contains(key) || deployed.decisions().apply(key),
                id -> formOf(id),
                deployed.groups(),
                deployed.people(),
                deployed.product());
    }

    private @Nullable FormFile formOf(String id) {
        return forms.values().stream()
                .filter(form -> form.form().path("id").asText().equals(id))
                .findFirst()
                .orElseGet(() -> deployed.forms().apply(id));
    }

    /** What the product reads of forms, and what expressions of processes name. */
    private static Set<String> words(ModelWorld world) {
        var words = world.product().words();
        world.processes().values().stream()
                .distinct()
                .forEach(process -> EXPRESSION
                        .matcher(process.model().getDocument().getRootElement().getTextContent())
                        .results()
                        .flatMap(found -> NAME.matcher(found.group(1)).results())
                        .forEach(name -> words.add(name.group())));
        return words;
    }

    private void add(String file, ModelRule rule, Violation violation) {
        var at = places.get(file);
        findings.add(new Finding(
                file,
                violation.element(),
                at == null ? 0 : at.lineOf(violation.element()),
                0,
                rule.severity(),
                rule.name(),
                violation.message(),
                rule.advice()));
    }
}
