package org.countersign.workflow.invoice;

import org.countersign.support.MariaDbTest;

/** Two at the same instant, on the database for production. */
@MariaDbTest
class InvoiceRaceOnMariaDbIT extends InvoiceRaceTests {}
