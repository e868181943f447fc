package org.countersign.models;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Port to the models that are deployed. Checks no right: {@link ModelLibrary} does. */
public interface DeployedModels {

    /** The newest version of each model of a kind, by key. */
    List<ModelVersion> newest(ModelKind kind);

    /** The newest version of one; empty where none is deployed. */
    Optional<ModelVersion> newest(ModelKind kind, String key);

    /** A version of one; empty where there is none. */
    Optional<ModelVersion> version(ModelKind kind, String key, int version);

    /** Versions of one, the newest first. */
    List<ModelVersion> versions(ModelKind kind, String key, long from, int most);

    /** The version before another; empty for the first, and where those before are gone. */
    Optional<ModelVersion> before(ModelVersion version);

    /** How many versions of one there are. */
    long count(ModelKind kind, String key);

    /** The file of a version, as it was deployed. */
    byte[] file(ModelVersion version);

    /** A form in a reader's language, as far as we have it in it; other models as they are. */
    byte[] said(ModelVersion version, byte[] file, Locale language);

    /** How many instances of each process run, by key; those of which none runs are left out. */
    Map<String, Long> running();

    /** How many instances of a process run, by version; those of which none runs are left out. */
    Map<Integer, Long> running(String process);
}
