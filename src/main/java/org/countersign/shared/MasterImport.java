package org.countersign.shared;

import java.util.Map;
import java.util.Optional;

/**
 * A kind of master records that can be imported from a table. Each module offers its own as beans; all rows of a file are
 * saved in one transaction, or none.
 *
 * @param <D> the record as clients write it, whose fields are the columns
 */
public interface MasterImport<D> {

    /** The kind's name in addresses, for example {@code cost-centers}. */
    String kind();

    /** The record, from whose fields the columns follow. */
    Class<D> type();

    /**
     * Demands the right to import.
     *
     * @throws NotAllowed for anybody else
     */
    void mayImport(Actor actor);

    /** What identifies a row's record; empty where its number will be drawn or its key is missing. */
    Optional<String> keyOf(Map<String, String> row);

    /** The record of this key, as it is now. */
    Optional<D> current(String key);

    /** Creates a record. @throws RuleViolation with the faulty fields */
    void create(D record, Actor actor);

    /** Replaces the record of this key. @throws RuleViolation with the faulty fields */
    void replace(String key, D record, Actor actor);
}
