@NullMarked
package org.countersign.workflow.support;

import org.jspecify.annotations.NullMarked;
