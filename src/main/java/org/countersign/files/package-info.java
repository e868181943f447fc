/**
 * Files that people add to documents: what they are by their bytes, whether a scanner finds fault with them, and where their
 * bytes are kept. Whose they are and who may see them is the business of the module that keeps the document.
 */
@NullMarked
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"shared"})
package org.countersign.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
