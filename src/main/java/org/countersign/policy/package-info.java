/**
 * Policy: the decision tables that administrators keep; what a table says, what is wrong with it, and how a change of it
 * comes into force. Knows no engine.
 */
@NullMarked
@ApplicationModule(
        displayName = "Policy",
        allowedDependencies = {"shared", "audit", "people"})
package org.countersign.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
