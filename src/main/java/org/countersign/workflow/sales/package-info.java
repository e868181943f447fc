@NullMarked
package org.countersign.workflow.sales;

import org.jspecify.annotations.NullMarked;
