/** Processes that run, by version, and how they are moved to another one without losing anything. */
@NullMarked
package org.countersign.workflow.migration;

import org.jspecify.annotations.NullMarked;
