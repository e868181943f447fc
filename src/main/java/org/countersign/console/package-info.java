/**
 * Console: the pages of the product itself, and the REST answers that join several modules.
 */
@NullMarked
@ApplicationModule(
        displayName = "Console",
        allowedDependencies = {
            "shared",
            "audit",
            "files",
            "people",
            "supplier",
            "catalog",
            "currency",
            "purchasing",
            "approval",
            "sales",
            "dispatch",
            "receiving",
            "invoicing",
            "payment",
            "mail",
            "policy",
            "models",
            "operations",
            "notification"
        })
package org.countersign.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
