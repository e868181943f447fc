/** Pages of invoices: the list, one invoice beside its order and receipts, and capturing. */
@NullMarked
package org.countersign.console.web.invoice;

import org.jspecify.annotations.NullMarked;
