/**
 * Models: what the server runs by. Processes, decisions and forms as they are deployed, who deployed them and when, what they
 * say, and what a version changed. Reads their files; knows no engine.
 */
@NullMarked
@ApplicationModule(
        displayName = "Models",
        allowedDependencies = {"shared", "audit"})
package org.countersign.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
