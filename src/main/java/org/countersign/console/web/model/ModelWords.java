package org.countersign.console.web.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.countersign.console.page.Words;
import org.countersign.models.ElementType;
import org.countersign.models.ModelDifference;
import org.countersign.models.ModelDifference.Change;
import org.countersign.models.ModelDifference.Property;
import org.countersign.models.ModelFact;
import org.countersign.models.ModelKind;
import org.countersign.models.ModelUse;
import org.countersign.models.ModelVersion;
import org.countersign.models.ProcessModel;
import org.jspecify.annotations.Nullable;

/** What models say, in a reader's words. What somebody wrote into a model is shown as it was written. */
final class ModelWords {

    private static final Pattern QUALIFIED = Pattern.compile("(.*/)?([\\w.-]+)(?:\\[(.*)])?( \\d+)?");
    private static final Pattern DAYS = Pattern.compile("P?(\\d{1,6})D?");
    private static final Set<String> REFERENCES = Set.of("sourceRef", "targetRef", "attachedToRef", "default");

    private final Words say;
    private final Set<String> deployed;

    /** @param deployed the models that there are, each as kind and key */
    ModelWords(Words say, Set<String> deployed) {
        this.say = say;
        this.deployed = deployed;
    }

    /**
     * A step as the page shows it.
     *
     * @param type what it is, in words; empty where it is called by that
     * @param icon its sign, of Bootstrap Icons
     */
    record StepRow(
            String id,
            String type,
            String icon,
            String name,
            String documentation,
            int depth,
            boolean gateway,
            List<FactRow> facts,
            List<FactRow> technical,
            List<WayRow> ways) {}

    /**
     * Something about a step.
     *
     * @param meaning of the value, empty where it says enough
     * @param code whether the value is for those who write models
     * @param link where the value is explained; null where it is not
     * @param element id of the step that the value is; null where it is none
     */
    record FactRow(
            String label,
            String value,
            String meaning,
            boolean code,
            @Nullable String link,
            @Nullable String element) {}

    /** Where a step leads. */
    record WayRow(String flow, String name, String condition, String to, String step) {}

    /** A step of a process that needs a model. */
    record UseRow(String step, String process, String link) {}

    /** A difference as the page shows it. */
    record ChangeRow(Change change, String element, String what, String name, List<PropertyRow> properties) {}

    /** What was changed. @param code whether its name is for those who write models */
    record PropertyRow(String name, boolean code, String from, String to) {}

    List<StepRow> steps(ProcessModel process) {
        var names = names(process);
        return process.steps().stream()
                .map(step -> new StepRow(
                        step.id(),
                        step.name().isBlank() ? "" : typeOf(step.type()),
                        icon(step.type()),
                        names.getOrDefault(step.id(), step.id()),
                        documentation(process.key(), step.id(), step.documentation()),
                        step.depth(),
                        step.type().isGateway(),
                        step.facts().stream()
                                .filter(fact -> !fact.kind().isTechnical())
                                .map(fact -> fact(process.key(), fact, names))
                                .toList(),
                        step.facts().stream()
                                .filter(fact -> fact.kind().isTechnical())
                                .map(fact -> fact(process.key(), fact, names))
                                .toList(),
                        step.ways().stream()
                                .map(way -> new WayRow(
                                        way.flow(),
                                        nameOf(process.key(), way.flow(), way.name()),
                                        way.condition(),
                                        way.to(),
                                        names.getOrDefault(way.to(), way.to())))
                                .toList()))
                .toList();
    }

    /** What steps and flows are called: by their names, else by what they are, and what they lead from and to. */
    Map<String, String> names(ProcessModel process) {
        var names = new HashMap<String, String>();
        process.steps().forEach(step -> {
            names.put(
                    step.id(),
                    step.name().isBlank() ? typeOf(step.type()) : nameOf(process.key(), step.id(), step.name()));
        });
        process.steps()
                .forEach(step -> step.ways().forEach(way -> {
                    var between =
                            names.getOrDefault(step.id(), step.id()) + " → " + names.getOrDefault(way.to(), way.to());
                    names.put(
                            way.flow(),
                            way.name().isBlank()
                                    ? between
                                    : nameOf(process.key(), way.flow(), way.name()) + " (" + between + ")");
                }));
        return names;
    }

    List<FactRow> facts(ProcessModel process) {
        return process.facts().stream()
                .map(fact -> fact(process.key(), fact, Map.of()))
                .toList();
    }

    /** What is written about a model; empty where nothing is. */
    String documentation(ModelVersion version, String written) {
        if (written.isBlank()) {
            return "";
        }
        return version.kind() == ModelKind.DECISION
                ? say.shipped("table." + version.key() + ".description", written)
                : documentation(version.key(), version.key(), written);
    }

    /** What is written about an element; empty where nothing is. */
    String documentation(String model, String element, String written) {
        return written.isBlank() ? "" : say.shipped("model." + model + "." + element + ".documentation", written);
    }

    private String nameOf(String model, String element, String name) {
        return name.isBlank() ? "" : ModelPageController.nameOf(model, element, name, say);
    }

    private FactRow fact(String process, ModelFact fact, Map<String, String> names) {
        var kind = fact.kind();
        var label = say.text("models.fact." + kind, fact.more());
        var link = kind.link();
        return switch (kind) {
            case CANDIDATE_GROUPS ->
                row(label, groups(fact.value()), fact.value().contains("{"));
            case ATTACHED_TO, DEFAULT_WAY ->
                new FactRow(label, names.getOrDefault(fact.value(), fact.value()), "", false, null, fact.value());
            case ERROR, ESCALATION ->
                fact.value().equals("*") ? row(label, say.text("models.any"), false) : row(label, fact.value(), true);
            case LANE -> row(label, fact.value(), false);
            case TIME_TO_LIVE -> timeToLive(label, fact.value());
            case INPUT, OUTPUT -> row(label + " " + fact.value(), fact.more().isEmpty() ? "–" : fact.more(), true);
            case BEAN, LISTENER ->
                new FactRow(label, fact.value(), say.textOr("models.bean." + fact.value(), ""), true, null, null);
            default ->
                link != null
                        ? new FactRow(label, fact.value(), "", true, linkTo(link, fact.value()), null)
                        : row(label, kind.isBare() ? "" : fact.value(), true);
        };
    }

    private static FactRow row(String label, String value, boolean code) {
        return new FactRow(label, value, "", code, null, null);
    }

    private FactRow timeToLive(String label, String value) {
        var days = DAYS.matcher(value);
        return days.matches()
                ? row(label, say.text("models.days", Long.parseLong(days.group(1))), false)
                : row(label, value, true);
    }

    private String groups(String ids) {
        return ids.contains("{")
                ? ids
                : String.join(
                        ", ",
                        List.of(ids.split("\\s*,\\s*")).stream()
                                .map(id -> say.textOr("group." + id, id))
                                .toList());
    }

    private @Nullable String linkTo(ModelKind kind, String key) {
        return deployed.contains(kind + key) ? addressOf(kind, key).page() : null;
    }

    ModelAddress addressOf(ModelKind kind, String key) {
        for (var other : ModelKind.values()) {
            if (other == kind) {
                break;
            }
            if (deployed.contains(other + key)) {
                return new ModelAddress(key, kind);
            }
        }
        return new ModelAddress(key, null);
    }

    UseRow use(ModelUse use) {
        return new UseRow(
                use.stepName().isBlank() ? use.step() : nameOf(use.process(), use.step(), use.stepName()),
                nameOf(use.process(), use.process(), use.processName()),
                addressOf(ModelKind.PROCESS, use.process()).page() + "#step-" + use.step());
    }

    String typeOf(ElementType type) {
        return say.text("models.type." + type);
    }

    /** Differences, in the order in which they matter. */
    List<ChangeRow> changes(List<ModelDifference> differences, ModelVersion version, Map<String, String> names) {
        return differences.stream()
                .map(difference -> new ChangeRow(
                        difference.change(),
                        difference.element(),
                        what(version.kind(), difference.what()),
                        called(version, difference, names),
                        difference.properties().stream()
                                .map(property -> property(property, names))
                                .toList()))
                .sorted(Comparator.comparing(ChangeRow::change))
                .toList();
    }

    private String called(ModelVersion version, ModelDifference difference, Map<String, String> names) {
        return switch (version.kind()) {
            case PROCESS -> {
                var name = nameOf(version.key(), difference.element(), difference.name());
                yield name.isBlank() || difference.what().equals(ElementType.FLOW.name())
                        ? names.getOrDefault(difference.element(), name)
                        : name;
            }
            case DECISION -> say.shipped("table." + version.key() + "." + difference.element(), difference.name());
            case FORM -> difference.name();
        };
    }

    private String what(ModelKind kind, String what) {
        return switch (kind) {
            case PROCESS, DECISION -> say.text("models.type." + what);
            case FORM -> partOf(what);
        };
    }

    /** What a part of a form is. */
    public String partOf(String type) {
        return say.textOr("models.part." + type, type);
    }

    private PropertyRow property(Property property, Map<String, String> names) {
        var parts = QUALIFIED.matcher(property.name());
        if (!parts.matches()) {
            return new PropertyRow(property.name(), false, property.from(), property.to());
        }
        var known = say.textOr("models.property." + parts.group(2), "");
        var qualified = parts.group(3) == null ? known : known + " " + parts.group(3);
        var refers = REFERENCES.contains(parts.group(2));
        return new PropertyRow(
                known.isEmpty() ? property.name() : qualified,
                known.isEmpty(),
                refers ? names.getOrDefault(property.from(), property.from()) : property.from(),
                refers ? names.getOrDefault(property.to(), property.to()) : property.to());
    }

    private static String icon(ElementType type) {
        return switch (type) {
            case START_EVENT -> "play-circle";
            case END_EVENT -> "stop-circle";
            case CATCH_EVENT, BOUNDARY_EVENT, THROW_EVENT -> "record-circle";
            case USER_TASK, MANUAL_TASK -> "person";
            case SERVICE_TASK, SCRIPT_TASK -> "gear";
            case SEND_TASK, RECEIVE_TASK -> "envelope";
            case BUSINESS_RULE_TASK -> "table";
            case CALL_ACTIVITY -> "box-arrow-in-right";
            case SUB_PROCESS, EVENT_SUB_PROCESS -> "bounding-box";
            case EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY, INCLUSIVE_GATEWAY, COMPLEX_GATEWAY, EVENT_GATEWAY -> "diamond";
            default -> "square";
        };
    }
}
