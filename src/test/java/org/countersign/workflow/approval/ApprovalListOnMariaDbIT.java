package org.countersign.workflow.approval;

import org.countersign.support.MariaDbTest;

/** The list of what waits, found in the engine's tables and ours together, on the database for production. */
@MariaDbTest
class ApprovalListOnMariaDbIT extends ApprovalListTests {}
