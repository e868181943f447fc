@NullMarked
package org.countersign.workflow.documentation;

import org.jspecify.annotations.NullMarked;
