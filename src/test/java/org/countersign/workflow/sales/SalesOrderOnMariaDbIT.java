package org.countersign.workflow.sales;

import org.countersign.support.MariaDbTest;

/** Sales orders where they will run. */
@MariaDbTest
class SalesOrderOnMariaDbIT extends SalesOrderProcessTests {}
