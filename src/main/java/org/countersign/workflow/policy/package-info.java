@NullMarked
package org.countersign.workflow.policy;

import org.jspecify.annotations.NullMarked;
