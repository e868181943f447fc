@NullMarked
package org.countersign.workflow.change;

import org.jspecify.annotations.NullMarked;
