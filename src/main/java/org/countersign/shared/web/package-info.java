@NullMarked
package org.countersign.shared.web;

import org.jspecify.annotations.NullMarked;
