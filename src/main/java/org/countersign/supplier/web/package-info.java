@NullMarked
package org.countersign.supplier.web;

import org.jspecify.annotations.NullMarked;
