@NullMarked
package org.countersign.workflow.operations;

import org.jspecify.annotations.NullMarked;
