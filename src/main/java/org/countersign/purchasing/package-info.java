/**
 * Purchasing: requisitions and purchase orders, their numbers, states and quantities, and the ports to the processes that drive them.
 */
@NullMarked
@ApplicationModule(
        displayName = "Purchasing",
        allowedDependencies = {"shared", "audit", "files", "people", "supplier", "catalog", "currency"})
package org.countersign.purchasing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
