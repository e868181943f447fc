/**
 * Dispatch: the order as PDF and UBL, its way to the supplier, the proof of it, the supplier's answer, and what arrived as UBL.
 */
@NullMarked
@ApplicationModule(
        displayName = "Dispatch",
        allowedDependencies = {"shared", "audit", "purchasing", "supplier", "catalog", "mail", "receiving"})
package org.countersign.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
