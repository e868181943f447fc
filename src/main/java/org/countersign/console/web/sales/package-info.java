/** Pages of sales orders: the list, and one with its approvals and what can be done. */
@NullMarked
package org.countersign.console.web.sales;

import org.jspecify.annotations.NullMarked;
