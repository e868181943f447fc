/**
 * What processes, decisions and forms have to keep, each by itself and all together: for the product's own models in the
 * build, and for those of analysts before they are deployed.
 */
@NullMarked
package org.countersign.workflow.models;

import org.jspecify.annotations.NullMarked;
