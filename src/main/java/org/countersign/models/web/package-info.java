@NullMarked
package org.countersign.models.web;

import org.jspecify.annotations.NullMarked;
