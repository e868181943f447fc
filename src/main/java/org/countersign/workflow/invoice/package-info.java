@NullMarked
package org.countersign.workflow.invoice;

import org.jspecify.annotations.NullMarked;
