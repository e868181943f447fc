@NullMarked
package org.countersign.console.web.policy;

import org.jspecify.annotations.NullMarked;
