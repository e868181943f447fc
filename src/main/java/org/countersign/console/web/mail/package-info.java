@NullMarked
package org.countersign.console.web.mail;

import org.jspecify.annotations.NullMarked;
