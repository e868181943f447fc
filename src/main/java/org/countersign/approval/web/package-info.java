/** Approvals over REST. */
@NullMarked
package org.countersign.approval.web;

import org.jspecify.annotations.NullMarked;
