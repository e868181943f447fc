package org.countersign.models;

import java.time.Instant;
import org.countersign.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model, and the deployment that it came with.
 *
 * @param id by which the engine knows it, for example that of a process definition
 * @param key the model's name for programs; it does not change
 * @param name as the model has it; null where it has none, as forms do
 * @param version counted by the engine, from 1
 * @param file name of the file that it was deployed in
 */
public record ModelVersion(
        String id, ModelKind kind, String key, @Nullable String name, int version, String file, Deployment deployment) {

    /**
     * How it came.
     *
     * @param id by which the engine knows it
     * @param by who deployed it; null where the product did, and where nobody knows any more
     * @param change id of the change of policy that it came with; null where it came another way
     * @param name of the deployment
     * @param source of the deployment, as whoever deployed it named that
     */
    public record Deployment(
            String id,
            Instant at,
            ModelOrigin origin,
            @Nullable UserId by,
            @Nullable String change,
            @Nullable String name,
            @Nullable String source) {}

    /** The name, or the key where there is none. */
    public String called() {
        return name == null || name.isBlank() ? key : name;
    }

    /** How its file is called when somebody takes it: the key, the version, and the ending that Camunda Modeler knows. */
    public String fileName() {
        return key.replaceAll("[^\\w.-]", "_") + "-" + version + "." + kind.suffix();
    }
}
