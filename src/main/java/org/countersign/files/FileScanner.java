package org.countersign.files;

import java.io.IOException;
import java.util.Optional;

/**
 * Looks whether a file does harm, before it is kept. Every bean of this type is asked; the product brings one that asks
 * ClamAV's {@code clamd} where {@code countersign.files.clamd.host} is set.
 */
public interface FileScanner {

    /**
     * What is wrong with a file.
     *
     * @param name of the file
     * @param content its bytes
     * @return what was found, in a word or two; empty where nothing was
     * @throws IOException when nobody can say: then the file is not kept
     */
    Optional<String> findingIn(String name, byte[] content) throws IOException;
}
