/** Shared kernel: what every module speaks of. It uses no module, and holds no business of its own. */
@NullMarked
@ApplicationModule(
        displayName = "Shared kernel",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.countersign.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
