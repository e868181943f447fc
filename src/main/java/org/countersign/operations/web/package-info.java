@NullMarked
package org.countersign.operations.web;

import org.jspecify.annotations.NullMarked;
