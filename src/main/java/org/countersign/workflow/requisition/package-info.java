@NullMarked
package org.countersign.workflow.requisition;

import org.jspecify.annotations.NullMarked;
