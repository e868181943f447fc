package org.countersign.workflow.config;

import org.countersign.support.MariaDbTest;

/** The same on MariaDB. */
@MariaDbTest
class RightsOfEverybodyOnMariaDbIT extends RightsOfEverybodyTests {}
