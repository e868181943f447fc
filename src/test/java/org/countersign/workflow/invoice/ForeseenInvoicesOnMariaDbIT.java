package org.countersign.workflow.invoice;

import org.countersign.support.MariaDbTest;

/** What changes of the tables that invoices are judged by would have done, on the database for production. */
@MariaDbTest
class ForeseenInvoicesOnMariaDbIT extends ForeseenInvoicesAnywhere {}
