/**
 * Supplier: the supplier master with terms, status, bank account and the channels over which orders are sent.
 */
@NullMarked
@ApplicationModule(
        displayName = "Supplier",
        allowedDependencies = {"shared", "audit"})
package org.countersign.supplier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
