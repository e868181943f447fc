package org.countersign.workflow.approval;

import org.countersign.support.MariaDbTest;

/** The same on MariaDB. */
@MariaDbTest
class DelegationDoorsOnMariaDbIT extends DelegationDoorsTests {}
