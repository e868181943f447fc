@NullMarked
package org.countersign.purchasing.web;

import org.jspecify.annotations.NullMarked;
