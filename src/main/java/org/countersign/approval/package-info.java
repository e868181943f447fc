/**
 * Approval: who has to agree to a document, and who did. The policy table says which steps; this module says whether an answer counts. It learns a document as values and knows nothing of purchasing.
 */
@NullMarked
@ApplicationModule(
        displayName = "Approval",
        allowedDependencies = {"shared", "audit", "people"})
package org.countersign.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
