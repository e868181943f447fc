@NullMarked
package org.countersign.workflow.demo;

import org.jspecify.annotations.NullMarked;
