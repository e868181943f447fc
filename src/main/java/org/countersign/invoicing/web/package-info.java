@NullMarked
package org.countersign.invoicing.web;

import org.jspecify.annotations.NullMarked;
