/**
 * Notification: who is told what, and the texts. No business decisions.
 */
@NullMarked
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {
            "shared",
            "audit",
            "mail",
            "people",
            "supplier",
            "purchasing",
            "approval",
            "policy",
            "sales",
            "dispatch",
            "receiving",
            "invoicing",
            "payment",
            "operations"
        })
package org.countersign.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
