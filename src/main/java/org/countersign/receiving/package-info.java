/**
 * Receiving: goods receipts and returns, booked line by line on their order.
 */
@NullMarked
@ApplicationModule(
        displayName = "Receiving",
        allowedDependencies = {"shared", "audit", "files", "purchasing"})
package org.countersign.receiving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
