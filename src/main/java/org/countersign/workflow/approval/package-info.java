@NullMarked
package org.countersign.workflow.approval;

import org.jspecify.annotations.NullMarked;
