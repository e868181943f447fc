package org.countersign.workflow.invoice;

import org.countersign.support.MariaDbTest;

/** Paying, taking back and setting off, on the database for production. */
@MariaDbTest
class PaymentOnMariaDbIT extends PaymentProcessTests {}
