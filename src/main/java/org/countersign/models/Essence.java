package org.countersign.models;

import java.util.List;
import java.util.stream.Stream;
import org.countersign.shared.RuleViolation;

/**
 * What lists tell of a version of a model.
 *
 * @param documentation empty where there is none
 * @param uses what its steps need
 */
record Essence(String documentation, List<ModelUse> uses) {

    /** Of a file that cannot be read there is nothing to tell in a list; its own page says why. */
    static Essence of(ModelVersion version, byte[] file) {
        try {
            return switch (version.kind()) {
                case PROCESS -> of(version, ProcessReader.read(version.key(), file));
                case DECISION ->
                    new Essence(
                            DecisionReader.read(version.key(), file)
                                    .shown()
                                    .map(one -> one.description())
                                    .orElse(""),
                            List.of());
                case FORM -> new Essence("", List.of());
            };
        } catch (RuleViolation e) {
            return new Essence("", List.of());
        }
    }

    private static Essence of(ModelVersion version, ProcessModel process) {
        var uses = process.steps().stream()
                .flatMap(step -> step.facts().stream().flatMap(fact -> {
                    var kind = fact.kind().link();
                    return kind == null
                            ? Stream.empty()
                            : Stream.of(new ModelUse(
                                    kind, fact.value(), version.key(), version.called(), step.id(), step.name()));
                }))
                .toList();
        return new Essence(process.documentation(), uses);
    }
}
