/**
 * Audit: who did what to which document, when, on whose behalf and by which rule, append-only and verifiable (R25).
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"shared"})
package org.countersign.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
