@NullMarked
package org.countersign.workflow.mail;

import org.jspecify.annotations.NullMarked;
