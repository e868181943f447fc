package org.countersign.workflow.invoice;

import org.countersign.support.CountersignTest;

/** What changes of the tables that invoices are judged by would have done. */
@CountersignTest
class ForeseenInvoicesTests extends ForeseenInvoicesAnywhere {}
