package org.countersign.workflow.operations;

import org.countersign.support.MariaDbTest;

/** The cleanup, on the database for production. */
@MariaDbTest
class HistoryCleanupOnMariaDbIT extends HistoryCleanupTests {}
