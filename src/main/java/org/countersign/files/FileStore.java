package org.countersign.files;

import java.util.Collection;

/** Where bytes are kept. All calls take part in the caller's transaction: what it does not commit never happened. */
interface FileStore {

    /** Which store it is. */
    FileSettings.Store store();

    /** Keeps bytes under a new id. */
    void put(String id, byte[] content);

    /**
     * The bytes that were kept.
     *
     * @throws IllegalStateException when they are gone
     */
    byte[] get(String id);

    /** Forgets bytes; those that are not there are none of its business. */
    void remove(Collection<String> ids);
}
