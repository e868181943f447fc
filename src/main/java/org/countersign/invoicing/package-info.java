/**
 * Invoicing: invoices exactly as received, the match against order and receipts, and its exceptions.
 */
@NullMarked
@ApplicationModule(
        displayName = "Invoicing",
        allowedDependencies = {"shared", "audit", "people", "purchasing", "receiving", "supplier", "catalog", "currency"
        })
package org.countersign.invoicing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
