/**
 * Catalog: items with their categories, prices and preferred suppliers.
 */
@NullMarked
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {"shared", "audit"})
package org.countersign.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
