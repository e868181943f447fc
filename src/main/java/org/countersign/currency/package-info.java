/**
 * Currency: the base currency and the exchange rates to it, each valid from its date on.
 */
@NullMarked
@ApplicationModule(
        displayName = "Currency",
        allowedDependencies = {"shared", "audit"})
package org.countersign.currency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
