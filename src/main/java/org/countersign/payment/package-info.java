/**
 * Payment: what may be paid, and what was paid.
 */
@NullMarked
@ApplicationModule(
        displayName = "Payment",
        allowedDependencies = {"shared", "audit", "invoicing", "currency", "supplier", "people"})
package org.countersign.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
