package org.countersign.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port to the decision tables that are deployed, and to the files that they come in. A table is policy whose key ends in
 * {@code -policy}, which is {@code exception-routing}, or whose version tag in Modeler begins with {@code policy}.
 */
public interface PolicyDocuments {

    /** The latest version of every table that is policy, by key. */
    List<Deployed> tables();

    /** The latest version of a table with its file; empty where it is none, or not policy. */
    Optional<Document> latest(String key);

    /** A version of a table with its file; empty where there is none, or the table is not policy. */
    Optional<Document> version(String key, int version);

    /**
     * What a table in a file says.
     *
     * @param xml a DMN file
     * @param key of the decision in it
     * @throws org.countersign.shared.RuleViolation when the file cannot be read, has no such table, or has cells in
     *     another language than FEEL
     */
    PolicyTable read(String xml, String key);

    /**
     * What a file says outside the columns and cells of a table, each with a name of its own among its kind: drawings and
     * descriptions do not count.
     */
    List<PolicyFilePart> parts(String xml, String key);

    /**
     * Writes what a table says into its file; everything else of the file stays as it is: ids, widths, drawings, the attributes
     * of others. Rules are told apart by their ids, and columns are not changed.
     *
     * @param xml the file that the table was read from
     * @return the same text where the table says the same
     * @throws org.countersign.shared.RuleViolation as {@link #read}, and when the table has other columns than the file
     */
    String write(String xml, PolicyTable table);

    /**
     * A version of a table.
     *
     * @param key of the decision
     * @param name for people
     * @param version as the engine counts
     */
    record Deployed(String key, String name, int version, Instant deployedAt) {}

    /**
     * A version with its file.
     *
     * @param xml the DMN file, which may hold further decisions
     */
    record Document(Deployed deployed, String xml) {}
}
