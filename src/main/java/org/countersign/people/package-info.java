/**
 * People: profiles, managers, departments, cost centres; and the port to the identities that the engine keeps.
 */
@NullMarked
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"shared", "audit"})
package org.countersign.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
