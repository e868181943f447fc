package org.countersign.workflow.policy;

import org.countersign.support.CountersignTest;

/** What a change would have done, on the database for tests. */
@CountersignTest
class ForesightTests extends ForesightsAnywhere {}
