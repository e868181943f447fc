package org.countersign.workflow.approval;

import org.countersign.support.MariaDbTest;

/** The paths of an approval, on the database for production. */
@MariaDbTest
class DocumentApprovalOnMariaDbIT extends DocumentApprovalProcessTests {

    /** Fewer than on H2, which is faster; the rule is the same. */
    @Override
    int races() {
        return 40;
    }
}
