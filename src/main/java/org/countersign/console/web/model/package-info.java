@NullMarked
package org.countersign.console.web.model;

import org.jspecify.annotations.NullMarked;
