/** Who may come in, and through which door: the security chains of everything that the server answers. */
@NullMarked
package org.countersign.console.security;

import org.jspecify.annotations.NullMarked;
