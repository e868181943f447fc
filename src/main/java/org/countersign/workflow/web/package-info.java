/** The engine's tasks, reached by the links of mails. */
@NullMarked
package org.countersign.workflow.web;

import org.jspecify.annotations.NullMarked;
