/**
 * Sales: customers and sales orders, their states, and the port to the process that drives them. Small on purpose: what is sold is released to issue, and issued elsewhere.
 */
@NullMarked
@ApplicationModule(
        displayName = "Sales",
        allowedDependencies = {"shared", "audit", "catalog", "currency"})
package org.countersign.sales;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
