/**
 * Dispatch: the order as PDF and UBL, its way to the supplier, the proof of it, and the supplier's answer.
 */
@NullMarked
@ApplicationModule(
        displayName = "Dispatch",
        allowedDependencies = {"shared", "audit", "purchasing", "supplier", "catalog", "mail"})
package org.countersign.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
