/**
 * Operations: what is stuck, why, whose it is, and what puts it right. How it is found and put right in the engine is known
 * behind its ports.
 */
@NullMarked
@ApplicationModule(
        displayName = "Operations",
        allowedDependencies = {"shared", "audit", "people"})
package org.countersign.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
