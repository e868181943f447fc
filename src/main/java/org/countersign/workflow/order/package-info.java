@NullMarked
package org.countersign.workflow.order;

import org.jspecify.annotations.NullMarked;
