/**
 * Mail: the outbox. One row a message, its sending and its outcome (R26). It knows no texts.
 */
@NullMarked
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"shared", "audit"})
package org.countersign.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
