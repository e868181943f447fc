package org.countersign.workflow.order;

import org.countersign.support.MariaDbTest;

/** The paths of a purchase, on the database for production. */
@MariaDbTest
class PurchaseOnMariaDbIT extends PurchaseProcessTests {}
