@NullMarked
package org.countersign.workflow.config;

import org.jspecify.annotations.NullMarked;
