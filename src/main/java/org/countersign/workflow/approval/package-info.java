/**
 * The process {@code document-approval}: whom it asks is decided by the approval module, which rules apply by the tables
 * {@code approval-policy} and {@code reminder-policy}.
 */
@NullMarked
package org.countersign.workflow.approval;

import org.jspecify.annotations.NullMarked;
