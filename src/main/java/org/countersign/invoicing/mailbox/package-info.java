/** Reads the mailbox that suppliers send invoices to. Nothing of it is loaded where there is none. */
@NullMarked
package org.countersign.invoicing.mailbox;

import org.jspecify.annotations.NullMarked;
