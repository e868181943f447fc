/**
 * Workflow: the only module that knows the engine. Delegates and listeners translate between the models and the services; ports of the other modules are implemented here.
 */
@NullMarked
@ApplicationModule(
        displayName = "Workflow",
        allowedDependencies = {
            "shared",
            "audit",
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
            "notification",
            "policy",
            "operations",
            "models",
            "console"
        })
package org.countersign.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
