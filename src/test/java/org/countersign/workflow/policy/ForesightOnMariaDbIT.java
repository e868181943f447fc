package org.countersign.workflow.policy;

import org.countersign.support.MariaDbTest;

/** What a change would have done, on the database for production. */
@MariaDbTest
class ForesightOnMariaDbIT extends ForesightsAnywhere {}
