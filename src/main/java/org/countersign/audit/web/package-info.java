@NullMarked
package org.countersign.audit.web;

import org.jspecify.annotations.NullMarked;
