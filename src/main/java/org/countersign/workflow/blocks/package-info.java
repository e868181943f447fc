/** Building blocks for the models of analysts: beans of a general purpose, each behind an element template. */
@NullMarked
package org.countersign.workflow.blocks;

import org.jspecify.annotations.NullMarked;
