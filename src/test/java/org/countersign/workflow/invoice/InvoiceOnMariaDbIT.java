package org.countersign.workflow.invoice;

import org.countersign.support.MariaDbTest;

/** The paths of an invoice, on the database for production. */
@MariaDbTest
class InvoiceOnMariaDbIT extends InvoiceProcessTests {}
